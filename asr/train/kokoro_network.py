"""Kokoro's network taken apart, so that a processor core makes several seconds of speech in one.

The package has it as one ONNX file of whole numbers, whose convolutions are slow. Nearly all of the work is
in the vocoder (Kaneko et al., "iSTFTNet", 2022). It becomes a network of its own in floating point, with the
sine of its activations as a polynomial, for OpenVINO, which takes bfloat16 where the processor has it. What
precedes it, durations and pitch among them, is too sensitive for that and stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

# Where it is cut: the spectrum of the harmonics that excite the vocoder, and what the decoder makes.
_GENERATOR = "/decoder/decoder/generator/"
_HARMONICS, _DECODED = f"{_GENERATOR}Concat_3_output_0", f"{_GENERATOR}LeakyRelu_output_0"
_CHANNELS = {_HARMONICS: 22, _DECODED: 512}
_LENGTHS = 20  # frames of 1/80 s: what the vocoder is given is a multiple of this long
_SINE_TERMS = 5  # odd powers of the turn: within 2e-5 of the sine


def take_apart(network: Path, front: Path, vocoder: Path) -> None:
    """Write `network` as two: `front` from text to what the vocoder needs, and the `vocoder`."""
    import onnx
    from onnx import TensorProto, helper, utils

    whole = onnx.load(network)
    said = [one.name for one in whole.graph.output]
    for name, channels in _CHANNELS.items():
        between = helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, channels, f"{name}_t"])
        whole.graph.value_info.append(between)
    spoken = utils.Extractor(whole).extract_model(["tokens", "style", "speed"], [*_CHANNELS])
    onnx.save(spoken, front)
    _make_float(whole.graph)
    onnx.save(utils.Extractor(whole).extract_model([*_CHANNELS, "style"], said), vocoder)


class Session:
    """Both networks in the place of the one `onnxruntime.InferenceSession` that kokoro_onnx runs."""

    def __init__(self, front: Path, vocoder: Path) -> None:
        import openvino
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1  # one process a core
        self._front = InferenceSession(front, options, providers=["CPUExecutionProvider"])
        alone = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}
        self._vocoder = openvino.Core().compile_model(vocoder, "CPU", alone)

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked for, the first network knows."""
        return getattr(self._front, name)

    def run(self, _: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return the samples for tokens, style and speed."""
        harmonics, decoded = self._front.run([*_CHANNELS], inputs)
        # Every new length makes the vocoder compile itself: the silence at the end is drawn out.
        longer = -decoded.shape[2] % _LENGTHS
        steps = harmonics.shape[2] // decoded.shape[2]
        between = {
            _HARMONICS: _drawn_out(harmonics, longer * steps),
            _DECODED: _drawn_out(decoded, longer),
        }
        return [self._vocoder(between | {"style": inputs["style"]})[0]]


def _drawn_out(values: np.ndarray, longer: int) -> np.ndarray:
    return np.pad(values, ((0, 0), (0, 0), (0, longer)), mode="edge")


def _make_float(graph: Any) -> None:
    """Replace each convolution in whole numbers by one in floating point, each sine by a polynomial."""
    from onnx import numpy_helper

    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    users = defaultdict(list)
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
    made, gone = {}, set()
    for node in graph.node:
        if node.op_type == "ConvInteger":
            steps = _to_scale(node, users)
            made[steps[-1].output[0]] = _float_convolution(graph, steps, values, makers)
            gone.update(name for step in steps for name in step.output)
    sine = _sine_coefficients(graph)
    nodes = []
    for node in graph.node:
        out = node.output[0]
        if out in made:
            nodes.append(made[out])
        elif node.op_type == "Sin" and ("resblocks" in out or "noise_res" in out):
            nodes += _polynomial(node, sine)
        elif out not in gone:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def _to_scale(node: Any, users: dict[str, list]) -> list:
    """The steps from a convolution of whole numbers to where its scale is put back: [add,] cast, multiply."""
    steps = [node]
    while steps[-1].op_type != "Mul":
        steps.append(users[steps[-1].output[0]][0])
    return steps


def _float_convolution(graph: Any, steps: list, values: dict, makers: dict) -> Any:
    from onnx import helper, numpy_helper

    node, out = steps[0], steps[-1].output[0]
    quantized, zero = (values[node.input[place]].astype(np.float32) for place in (1, 3))
    scale = next(values[name] for name in makers[steps[-1].input[1]].input if name in values)
    weights = (quantized - zero.reshape(-1, *[1] * (quantized.ndim - 1))) * np.float32(scale)
    graph.initializer.append(numpy_helper.from_array(weights, f"{out}_weights"))
    inputs = [makers[node.input[0]].input[0], f"{out}_weights"]
    if steps[1].op_type == "Add":
        rounded = makers[steps[1].input[1]]
        while rounded.op_type != "Div":
            rounded = makers[rounded.input[0]]
        inputs.append(rounded.input[0])
    kept = {one.name: helper.get_attribute_value(one) for one in node.attribute}
    return helper.make_node("Conv", inputs, [out], name=f"{out}_float", **kept)


def _sine_coefficients(graph: Any) -> list[str]:
    """Add the polynomial's coefficients to the graph by least squares; their names, lowest power first."""
    from onnx import numpy_helper

    turn = np.linspace(-0.5, 0.5, 2001)
    powers = turn[:, None] ** (2 * np.arange(_SINE_TERMS) + 1)
    fitted = np.linalg.lstsq(powers, np.sin(2 * np.pi * turn), rcond=None)[0]
    constants = {f"sine_{place}": value for place, value in enumerate(fitted)}
    for name, value in (constants | {"turn": 0.5 / np.pi, "half": 0.5}).items():
        graph.initializer.append(numpy_helper.from_array(np.float32(value), name))
    return list(constants)


def _polynomial(node: Any, sine: list[str]) -> list:
    """The sine of a node's input: its part of a turn, from -1/2 to 1/2, in odd powers."""
    from onnx import helper

    out, nodes = node.output[0], []

    def step(kind: str, *inputs: str) -> str:
        name = f"{out}_{len(nodes)}"
        nodes.append(helper.make_node(kind, inputs, [name], name=name))
        return name

    turns = step("Mul", node.input[0], "turn")
    part = step("Sub", turns, step("Floor", step("Add", turns, "half")))
    square, total = step("Mul", part, part), sine[-1]
    for coefficient in reversed(sine[:-1]):
        total = step("Add", step("Mul", total, square), coefficient)
    nodes.append(helper.make_node("Mul", [total, part], [out], name=f"{out}_last"))
    return nodes
