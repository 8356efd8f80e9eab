"""What is a command and what is not: phrase -> command and its slots."""

import pytest

from app.commands import commands, example_phrases, number_named, part_named, spoken_command


@pytest.mark.parametrize(
    ("phrase", "name", "arguments"),
    [
        ("undo", "undo", ()),
        ("Undo.", "undo", ()),
        ("  scratch   that ", "scratch", ()),
        ("choose two", "choose", ("two",)),
        ("choose to", "choose", ("to",)),
        ("choose 3", "choose", ("3",)),
        ("pick twenty one", "choose", ("twenty one",)),
        ("go to line three", "go_to_line", ("three",)),
        ("replace x with y plus one", "replace", ("x", "y plus one")),
        ("Replace X with Y", "replace", ("X", "Y")),
        ("select the denominator", "select_part", ("denominator",)),
        ("delete the second term", "delete_part", ("second term",)),
        ("delete term two", "delete_part", ("term two",)),
        ("delete that", "delete_part", ()),
        ("copy as latex", "copy_latex", ()),
        ("solve for theta", "solve", ("theta",)),
        ("what can I say?", "help", ()),
        ("select x squared", "select_part", ("x squared",)),
        ("select line two", "go_to_line", ("two",)),
        ("remove word wallaby", "remove_word", ("wallaby",)),
        ("delete line", "scratch", ()),
        ("export as a web page", "export", ("a web page",)),
        ("wake up", "wake", ()),
    ],
)
def test_commands(phrase, name, arguments):
    command = spoken_command(phrase)
    assert (command.name, command.arguments) == (name, arguments)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "plus",
        "u n d o",
        "undo plus one",
        "n choose two",
        "x squared plus one over two",
        "the integral of x d x",
        "integrate x squared d x",
        "integral",
        "a sub i",
        "factor x",
        "save x",
        "two",
        "let x be two",
        "u times n times d times o",
        "minus",
        "times two",
        "x cubed",
        "the square root of x",
        "n choose k",
        "the limit as x goes to infinity",
        "the product of x",
        "line",
        "over two",
        "squared",
        "to the power of two",
        "that",
        "copy of x",
        "the quantity x plus one end quantity squared",
        "select",
        "choose",
        "replace",
    ],
)
def test_mathematics_and_other_words_are_no_commands(phrase):
    assert spoken_command(phrase) is None


def test_every_phrase_means_its_own_command():
    wrong = {
        phrase: spoken_command(phrase)
        for command in commands().values()
        for phrase in command.say
        if "{" not in phrase and spoken_command(phrase).name != command.name
    }
    assert wrong == {}


def test_every_example_is_a_command():
    assert [phrase for phrase in example_phrases() if spoken_command(phrase) is None] == []


def test_no_two_commands_share_a_key():
    keys = [key for command in commands().values() for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_command_can_be_learnt():
    assert [c.name for c in commands().values() if not (c.help.endswith(".") and c.keys)] == []


@pytest.mark.parametrize(
    ("words", "number"), [("two", 2), ("7", 7), ("ninety nine", 99), ("forty", 40), ("Two", 2)]
)
def test_numbers(words, number):
    assert number_named(words) == number


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("top", "numerator"),
        ("left hand side", "left"),
        ("term two", "term 2"),
        ("last term", "term last"),
        ("the left side", "left"),
        ("x squared", None),
    ],
)
def test_parts(words, part):
    assert part_named(words) == part
