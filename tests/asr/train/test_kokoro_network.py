"""Kokoro's network taken apart: both parts together give what the whole gave, but for rounding."""

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper, save
from onnx.reference import ReferenceEvaluator

from asr.train import kokoro_network

CUT = list(kokoro_network._CHANNELS.items())
SINE = "/decoder/decoder/generator/resblocks.0/Sin_output_0"


@pytest.fixture
def whole(tmp_path):
    """A network with the real one's inputs, cuts and kinds of nodes, and hardly any weights."""
    rng = np.random.default_rng(5)
    weights = {
        "ones": np.ones((1, sum(size for _, size in CUT), 1), np.float32),
        "sizes": np.array([size for _, size in CUT]),
        "kernel": rng.integers(0, 255, (3, CUT[0][1], 1)).astype(np.uint8),
        "zero": np.array(128, np.uint8),
        "kernel_scale": np.array(0.01, np.float32),
        "bias": np.array([0.5, -1, 2], np.float32),
        "shape": np.array([1, 3, 1]),
    }
    nodes = [
        helper.make_node("Cast", ["tokens"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["numbers", "ones"], ["wide"]),
        helper.make_node("Split", ["wide", "sizes"], [name for name, _ in CUT], axis=1),
        helper.make_node("DynamicQuantizeLinear", [CUT[0][0]], ["x", "x_scale", "x_zero"]),
        helper.make_node("ConvInteger", ["x", "kernel", "x_zero", "zero"], ["sums"]),
        helper.make_node("Mul", ["x_scale", "kernel_scale"], ["scale"]),
        helper.make_node("Div", ["bias", "scale"], ["bias_steps"]),
        helper.make_node("Floor", ["bias_steps"], ["bias_floor"]),
        helper.make_node("Cast", ["bias_floor"], ["bias_whole"], to=TensorProto.INT32),
        helper.make_node("Reshape", ["bias_whole", "shape"], ["bias_shaped"]),
        helper.make_node("Add", ["sums", "bias_shaped"], ["biased"]),
        helper.make_node("Cast", ["biased"], ["cast"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["cast", "scale"], ["convolved"]),
        helper.make_node("Sin", ["convolved"], [SINE]),
        helper.make_node("ReduceMean", [CUT[1][0]], ["mean"]),
        helper.make_node("Add", [SINE, "mean"], ["shifted"]),
        helper.make_node("ReduceSum", ["style"], ["manner"]),
        helper.make_node("Add", ["shifted", "manner"], ["audio"]),
    ]
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "length"]),
        helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
        helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
    ]
    said = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, None)]
    kept = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    path = tmp_path / "whole.onnx"
    save(helper.make_model(helper.make_graph(nodes, "voice", inputs, said, kept)), path)
    return path


def test_both_parts_give_what_the_whole_gave(whole, tmp_path):
    parts = tmp_path / "front.onnx", tmp_path / "vocoder.onnx"
    kokoro_network.take_apart(whole, *parts)
    front, vocoder = (ReferenceEvaluator(str(part)) for part in parts)
    inputs = {
        "tokens": np.linspace(0, 255, 12).astype(np.int64)[None],  # rounded to themselves
        "style": np.full((1, 256), 0.01, np.float32),
        "speed": np.ones(1, np.float32),
    }
    kinds = {node.op_type for node in vocoder.proto_.graph.node}
    assert "Conv" in kinds
    assert not kinds & {"ConvInteger", "Sin", "DynamicQuantizeLinear", "Div"}
    between = dict(zip(front.output_names, front.run(None, inputs), strict=True))
    (heard,) = vocoder.run(None, between | {"style": inputs["style"]})
    (expected,) = ReferenceEvaluator(str(whole)).run(None, inputs)
    assert heard == pytest.approx(expected, abs=0.02)
