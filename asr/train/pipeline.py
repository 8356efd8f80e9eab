"""The steps from corpora and phrases to a model: gather, synthesise, splice, words, train.

Each step leaves its result in the work folder or in the package's data and is not done again when that
result is there, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from asr import lexicon
from asr.language_model import LanguageModel
from asr.model import load_weights, model_of
from asr.train import corpora, kneser_ney, mixture, sentences, synthesis
from asr.train import splice as splicing
from asr.train.batches import load_examples
from asr.train.grow import grow
from asr.train.pronounce import Pronouncer
from asr.train.recipe import Recipe, held_out_sentence
from asr.train.store import Store
from asr.train.text import spoken_words

LONGEST_PHRASE = 40  # words
_SEED = 20
_SHARE = 1000  # phrases synthesised between two looks at the clock

# Kinds of talk by where they come from; the others are what people have said or written.
SAMPLED = ("formulas", "talk", "items")
RECORDED = ("recordings", "single")
LISTED = ("commands", "names")
_CUTOFFS = (0, 0, 1, 1, 1)  # of n-grams in what is sampled: rare ones are chance

LEXICON_NOTE = """Pronunciations of the words that the recogniser knows: word, tab, ARPAbet phonemes.
Made by `speech-to-math train` from lexicon_maths.txt, the CMU Pronouncing Dictionary (Carnegie Mellon
University, BSD licence) and, for the few words in neither, espeak-ng's letter-to-sound rules."""

Report = Callable[[str], None]


def gather(folder: Path, sources: Iterable[Path], report: Report) -> None:
    """Decode every corpus found in `sources` into the store `folder`."""
    store, done = Store(folder), Counter(entry.corpus for entry in Store(folder).entries())
    for source in sources:
        for corpus in corpora.find(source):
            name = corpus.stem if corpus.suffix == ".tar" else corpus.name
            if not done[name]:
                report(f"{name}: {store.add(corpora.read(corpus)):.2f} hours")


def synthesise(
    folder: Path, recipe: Recipe, phrases: Sequence[str], sampled: Iterator[str], report: Report
) -> None:
    """Speak phrases into the store `folder`, as many for each engine as the recipe's table says.

    Half are from `phrases`, half from the endless `sampled`. Voices that the recipe holds out speak
    only sentences that are held out too. Neural voices' networks lie in `voices` beside the store.
    """
    networks = folder.parent / "voices"
    for engine, package in synthesis.missing(networks).items():
        report(f"{engine} is not installed and gives no voices; it comes with: {package}")
    store, done = Store(folder), Counter(entry.corpus for entry in Store(folder).entries())
    for engine, settings in synthesis.engines(networks).items():
        wanted = recipe.synthesis.get(engine, 0) - done[f"synthetic_{engine}"]
        rng = random.Random(f"{_SEED} {engine} {wanted}")
        pools = _pools(phrases, sampled, rng)
        while wanted > 0:
            count = min(wanted, _SHARE)
            hours = store.add(
                synthesis.speak(_requests(engine, settings, recipe, pools, rng, count))
            )
            wanted -= count
            report(f"{engine}: {hours:.2f} hours more, {wanted} phrases to go")


def splice(
    folder: Path, recipe: Recipe, human: Path, weights: Path, sampled: Iterator[str], report: Report
) -> None:
    """Join words cut from the training speakers of the store `human` into formulas in `folder`.

    Where the words lie is told by the model `weights`, so a first training comes before this step.
    """
    store = Store(folder)
    wanted = recipe.data.spliced_hours - sum(entry.seconds for entry in store.entries()) / 3600
    if wanted <= 0:
        return
    model = model_of(recipe.model, grow(load_weights(weights), recipe.model))
    people = [
        example
        for example in load_examples(recipe, [human])
        if example.part == "train" and not example.entry.corpus.startswith("synthetic_")
    ]
    found = splicing.voices(model.eval(), people, recipe.data.prose)
    report(f"words of {len(found)} speakers")
    phrases = (spoken_words(phrase) for phrase in sampled)
    clips = splicing.splice(found, phrases, random.Random(f"{_SEED} splice {wanted}"))
    while found and wanted > 0:
        wanted -= store.add(islice(clips, _SHARE))
        report(f"spliced: {max(wanted, 0):.2f} hours to go")


def transcripts(folder: Path, recipe: Recipe) -> dict[str, list[str]]:
    """What training speakers say in the store `folder`: "single" words and whole "recordings".

    Prose is left out.
    """
    said: dict[str, list[str]] = {"single": [], "recordings": []}
    for entry in Store(folder).entries():
        words = " ".join(spoken_words(entry.transcript))
        trained = recipe.data.split(entry.corpus, entry.speaker, words) == "train"
        if trained and entry.corpus not in recipe.data.prose:
            kind = "single" if entry.corpus in recipe.data.isolated else "recordings"
            said[kind].append(entry.transcript)
    return said


def make_words(
    talk: Mapping[str, Iterable[str]],
    shares: Mapping[str, float],
    lexicon_path: Path,
    model_path: Path,
    report: Report,
) -> None:
    """Write the lexicon and the language model of sentences of several kinds.

    `shares` tell how much of what is said is of each kind. Recordings add no words: they were chosen to
    train sounds.
    """
    lines = _lines_of(talk, shares)
    counts: Counter[str] = Counter()
    for kind, some in lines.items():
        weight = 0 if kind in RECORDED else 1 if kind in SAMPLED else 2
        for line in some:
            counts.update(dict.fromkeys(line.split(), weight))
    pronounce = Pronouncer()
    known = {word: said for word in counts if counts[word] > 1 and (said := pronounce(word))}
    lexicon.save(known, lexicon_path, LEXICON_NOTE)
    report(f"{len(known)} words")
    models = {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / model_path.name
        for kind, some in lines.items():
            if inside := _inside(some, known):
                cutoffs = _CUTOFFS if kind in SAMPLED else (0,) * len(_CUTOFFS)
                kneser_ney.build(inside, path, len(_CUTOFFS), cutoffs, known)
                models[kind] = LanguageModel.load(path)
                report(f"{kind}: {len(inside)} sentences")
    size = mixture.mix(list(models.values()), [shares[kind] for kind in models], model_path)
    report(f"{size} n-grams")


def make_recurrent(
    talk: Mapping[str, Iterable[str]],
    plan: Recipe,
    words: Iterable[str],
    path: Path,
    report: Report,
) -> None:
    """Train the recurrent language model of `words` on the same sentences and write it to `path`."""
    known = set(words)
    lines = {
        kind: inside
        for kind, some in _lines_of(talk, plan.language).items()
        if (inside := _inside(some, known))
    }
    phrases = _lines(talk.get("phrases", ()), held_out=True)
    held_out = _inside(filter(held_out_sentence, phrases), known)
    model = sentences.train(lines, sorted(known), plan.rescoring, plan.language, held_out, report)
    model.save(path)


def _inside(lines: Iterable[str], words: Container[str]) -> list[str]:
    """The lines that have no other words than `words`."""
    return [line for line in lines if all(word in words for word in line.split())]


def _lines_of(talk: Mapping[str, Iterable[str]], kinds: Iterable[str]) -> dict[str, list[str]]:
    """The sentences of each kind, without those that are held out but for the kinds in `LISTED`."""
    return {kind: list(_lines(talk[kind], held_out=kind in LISTED)) for kind in kinds}


def _lines(said: Iterable[str], held_out: bool) -> Iterator[str]:
    """The sentences as spoken words, those that are held out only if wanted."""
    for sentence in said:
        words = spoken_words(sentence)
        line = " ".join(words)
        if 0 < len(words) <= LONGEST_PHRASE and (held_out or not held_out_sentence(line)):
            yield line


def _pools(
    phrases: Sequence[str], sampled: Iterator[str], rng: random.Random
) -> Callable[[bool], str]:
    """Return a function that draws a phrase: one that is held out or one that is not."""
    given: dict[bool, list[str]] = {True: [], False: []}
    for phrase in phrases:
        words = spoken_words(phrase)
        if 0 < len(words) <= LONGEST_PHRASE:
            given[held_out_sentence(" ".join(words))].append(phrase)

    def draw(held_out: bool) -> str:
        if given[held_out] and rng.random() < 0.5:
            return rng.choice(given[held_out])
        return next(
            one for one in sampled if held_out_sentence(" ".join(spoken_words(one))) == held_out
        )

    return draw


def _requests(
    engine: str,
    settings: dict,
    recipe: Recipe,
    draw: Callable[[bool], str],
    rng: random.Random,
    count: int,
) -> Iterator[synthesis.Request]:
    held_out = [
        voice
        for voice in settings["accents"]
        if recipe.data.speaker_part(f"{engine}_{voice}") != "train"
    ]
    for _ in range(count):
        request = synthesis.request(engine, settings, "", rng, alone=held_out)
        part = recipe.data.speaker_part(request.speaker)
        yield request._replace(phrase=draw(part != "train"))
