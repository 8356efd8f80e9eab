"""The training loop: CTC, AdamW, time-driven schedule, running average of weights, resumable.

On a CPU one process a core, each with one thread, beats one process with many threads: an LSTM's steps
are too short to share, a batch is not. The processes average their gradients (data parallelism).
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import Tensor, distributed, multiprocessing, nn
from torch.utils.data import DataLoader

from asr import ctc
from asr.model import AcousticModel, load_weights, model_of, save_weights
from asr.scoring import edits
from asr.train.batches import Batch, Example, TrainingBatches, load_examples, plain_batches
from asr.train.grow import grow
from asr.train.recipe import Recipe, learning_rate
from asr.train.variants import likeliest
from asr.units import UNITS

SAVE_EVERY = 120.0  # seconds
REPORT_EVERY = 30.0
CHECK_EVERY = 900.0
DEV_CLIPS = 240
MEETING_TIMEOUT = timedelta(minutes=10)  # a process that checks development clips is away so long


@dataclass(slots=True)
class Progress:
    """How far a run has come; saved with the weights."""

    step: int = 0
    seconds: float = 0.0
    audio_hours: float = 0.0


class Trainer:
    """Trains one model in `folder`, going on from its checkpoint when there is one."""

    def __init__(
        self,
        recipe: Recipe,
        examples: list[Example],
        folder: Path,
        device: torch.device,
        noise: Path | None = None,
        rooms: Path | None = None,
        start: Path | None = None,
        units: int = len(UNITS),
    ) -> None:
        """`start` names weights to begin from, grown where the recipe's model is larger."""
        self.recipe, self.folder, self.device = recipe, folder, device
        self.processes = distributed.get_world_size() if distributed.is_initialized() else 1
        self.rank = distributed.get_rank() if self.processes > 1 else 0
        folder.mkdir(parents=True, exist_ok=True)
        torch.manual_seed(recipe.training.seed)
        self.model = AcousticModel(recipe.model, units).to(device)
        self.start = grow(load_weights(start), recipe.model) if start else {}
        if self.start:
            self.model.load_state_dict(self.start)
        if recipe.training.second_only:
            self.model.requires_grad_(False).second.requires_grad_(True)
        self.learnt = [one for one in self.model.parameters() if one.requires_grad]
        self.average = AcousticModel(recipe.model, units).to(device).eval()
        self.average.load_state_dict(self.model.state_dict())
        self.optimizer = torch.optim.AdamW(
            self.learnt,
            lr=1e-3,
            weight_decay=recipe.training.weight_decay,
            betas=(0.9, 0.98),
        )
        self.progress = Progress()
        self.halves = has_fast_bfloat16(device)
        self.dev = [example for example in examples if example.part == "dev"]
        self.dev = self.dev[:: max(1, len(self.dev) // DEV_CLIPS)]
        self._resume()
        plain = max(0, recipe.training.plain_batches - self.progress.step)
        self.batches = TrainingBatches(recipe, examples, noise, rooms, plain)

    def run(self, workers: int = 1) -> None:
        """Train until the recipe's time is used up; prints progress, saves as it goes."""
        torch.manual_seed(
            self.recipe.training.seed + self.progress.step * self.processes + self.rank
        )
        last = dict.fromkeys(("save", "report", "check"), time.monotonic())
        tick, losses, told = time.monotonic(), [], self.progress.audio_hours
        for batch in self._loader(workers):
            losses.append(self._step(batch))
            # Judged by what all processes share, so that all stop at the same step.
            done = self.share_done >= 1
            now = time.monotonic()
            self.progress.seconds += now - tick
            tick = now
            if self.rank == 0:
                if done or now - last["report"] > REPORT_EVERY:
                    self._report(losses, told, now - last["report"])
                    losses, told, last["report"] = [], self.progress.audio_hours, now
                if done or now - last["check"] > CHECK_EVERY:
                    self._log(dev_error=round(self.phoneme_errors(self.dev), 4))
                    last["check"] = tick = time.monotonic()
                if done or now - last["save"] > SAVE_EVERY:
                    self.save()
                    last["save"] = now
            if done:
                return

    def save(self) -> None:
        """Write the checkpoint (to go on from) and the averaged model (to use)."""
        parts = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "progress": asdict(self.progress),
        }
        part = self.folder / "checkpoint.part"
        torch.save(parts, part)
        part.replace(self.folder / "checkpoint.pt")
        save_weights(self.mixed(), self.folder / "model.safetensors", bits=8)

    def mixed(self) -> AcousticModel:
        """The averaged model with the recipe's share of the weights it began from.

        What was learnt before is forgotten less so (Wortsman et al., "Robust fine-tuning of zero-shot
        models", 2022).
        """
        weights = self.average.state_dict()
        share = self.recipe.training.start_share
        both = {
            name: weights[name].lerp(first.to(weights[name]), share)
            for name, first in self.start.items()
            if name in weights
        }
        return model_of(self.recipe.model, weights | both, len(weights["output.bias"]))

    def phoneme_errors(self, examples: Sequence[Example]) -> float:
        """Return the phoneme error rate of the averaged model with greedy decoding."""
        errors = total = 0
        with torch.inference_mode():
            for group, batch in plain_batches(examples, seconds=120):
                heard, steps, _ = self.average.hear(batch.features.to(self.device), batch.frames)
                best_units = self.average.answers(heard, steps)[-1].argmax(-1).cpu()
                for example, best, length in zip(group, best_units, steps, strict=True):
                    errors += edits(example.units, ctc.collapse(best[:length].tolist()))
                    total += len(example.units)
        return errors / max(total, 1)

    @property
    def share_done(self) -> float:
        """How much of the training is done; 1 is all of it."""
        return self.recipe.training.share_done(self.progress.seconds, self.progress.audio_hours)

    def _loader(self, workers: int) -> Iterator[Batch]:
        return iter(DataLoader(self.batches, batch_size=None, num_workers=workers))

    def _step(self, batch: Batch) -> float:
        schedule = self.recipe.training
        self.model.train(not schedule.second_only)
        if self.model.second:
            self.model.second.train()
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(schedule.learning_rate, schedule.warmup, self.share_done)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.halves):
            heard, steps, _ = self.model.hear(batch.features.to(self.device), batch.frames)
            answers = self.model.answers(heard, steps)
        answers = [log_probs.float() for log_probs in answers[-1 if schedule.second_only else 0 :]]
        units = likeliest(answers[-1], steps, batch.units, batch.changes)
        loss = sum(self._loss(log_probs, steps, units) for log_probs in answers)
        self.optimizer.zero_grad()
        loss.backward()
        hours = float(batch.frames.sum()) / 360_000
        self.progress.audio_hours += self._share(hours) if self.processes > 1 else hours
        norm = nn.utils.clip_grad_norm_(self.learnt, schedule.clip_norm)
        if torch.isfinite(norm):
            self.optimizer.step()
        self.progress.step += 1
        update_average(self.average, self.model, schedule.average, self.progress.step)
        return float(loss.detach())

    def _loss(self, log_probs: Tensor, steps: Tensor, units: Sequence[Sequence[int]]) -> Tensor:
        """The loss of one pass's answers."""
        schedule, loss = self.recipe.training, ctc.loss(log_probs, steps, units)
        if schedule.views > 1:
            gap = ctc.disagreement(log_probs, steps, schedule.views) / sum(map(len, units))
            loss = loss + schedule.agreement * gap
        return loss

    @torch.no_grad()
    def _share(self, hours: float) -> float:
        """Average the gradients over all processes; the first one's clock becomes everybody's.

        Returns the hours that all of them heard in this step, given this one's.
        """
        gradients = [parameter.grad for parameter in self.learnt]
        clock = torch.tensor([self.progress.seconds if self.rank == 0 else 0.0, hours])
        joined = torch.cat([gradient.flatten() for gradient in gradients] + [clock])
        distributed.all_reduce(joined)
        sums, (self.progress.seconds, all_hours) = joined[:-2], joined[-2:].tolist()
        sizes = [gradient.numel() for gradient in gradients]
        for gradient, total in zip(gradients, sums.split(sizes), strict=True):
            gradient.copy_(total.view_as(gradient)).div_(self.processes)
        return all_hours

    def _resume(self) -> None:
        checkpoint = self.folder / "checkpoint.pt"
        if checkpoint.exists():
            parts = torch.load(checkpoint, map_location=self.device, weights_only=True)
            self.model.load_state_dict(parts["model"])
            self.average.load_state_dict(parts["average"])
            self.optimizer.load_state_dict(parts["optimizer"])
            self.progress = Progress(**parts["progress"])

    def _report(self, losses: list[float], hours_told: float, seconds: float) -> None:
        heard = self.progress.audio_hours - hours_told
        left = self.progress.seconds / 60 * (1 / max(self.share_done, 1e-9) - 1)
        self._log(
            loss=round(sum(losses) / max(len(losses), 1), 4),
            audio_hours=round(self.progress.audio_hours, 2),
            audio_seconds_per_second=round(3600 * heard / max(seconds, 1e-9)),
            minutes_left=round(max(left, 0), 1),
        )

    def _log(self, **values: float) -> None:
        line = json.dumps({"step": self.progress.step, **values})
        print(line, flush=True)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")


def train(
    recipe: Recipe,
    stores: Sequence[Path],
    folder: Path,
    device: torch.device,
    noise: Path | None = None,
    rooms: Path | None = None,
    start: Path | None = None,
) -> None:
    """Train `recipe` on `stores` into `folder`: on a GPU in one process, on a CPU in one a core."""
    arguments = (recipe, stores, folder, device, noise, rooms, start)
    if device.type != "cpu":
        torch.backends.cuda.matmul.allow_tf32 = True
        Trainer(recipe, load_examples(recipe, stores), *arguments[2:]).run(workers=8)
        return
    # Every length of batch makes oneDNN keep a kernel with its buffers: gigabytes, if not held down.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "4")
    processes = min(os.cpu_count() or 1, 8)
    with TemporaryDirectory(prefix="meeting-") as meeting:
        # The processes look into the file until all have met: only their parent may remove it.
        place = (Path(meeting) / "place").as_uri()
        multiprocessing.spawn(_train_process, (place, processes, *arguments), nprocs=processes)


def _train_process(
    rank: int,
    meeting: str,
    processes: int,
    recipe: Recipe,
    stores: Sequence[Path],
    *rest: object,
) -> None:
    # A parent that dies interrupts its processes, which those begun in a background shell would ignore.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    torch.set_num_threads(1)
    distributed.init_process_group(
        "gloo", init_method=meeting, rank=rank, world_size=processes, timeout=MEETING_TIMEOUT
    )
    try:
        Trainer(recipe, load_examples(recipe, stores), *rest).run()
    finally:
        distributed.destroy_process_group()


@torch.no_grad()
def update_average(kept: nn.Module, model: nn.Module, decay: float, step: int) -> None:
    """Let the running average `kept` follow `model`, at first faster than `decay` says."""
    decay = min(decay, step / (step + 20))
    for old, new in zip(kept.parameters(), model.parameters(), strict=True):
        old.lerp_(new, 1 - decay)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is quicker than float32 there: on GPUs, and on CPUs with AVX512-BF16 or AMX."""
    return device.type == "cuda" or (
        device.type == "cpu" and torch.ops.mkldnn._is_mkldnn_bf16_supported()
    )
