"""The packaged BERTs' weights in a graph that reads one sequence at a time.

The packaged graphs spell every layer out in a hundred small nodes, for padded batches, and compute the last layer
for every token. Here the same weights get 20 nodes a layer, which do the same arithmetic with onnxruntime's own
operators (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md):

- `MatMulIntegerToFloat` and `DynamicQuantizeMatMul` scale an int8 product and add the bias on its way out, and
  queries, keys and values share one quantised input;
- `FusedMatMul` reads the heads where they lie: nothing is transposed before the products of attention;
- a sequence by itself has no padding, so attention has no mask;
- of the last layer only [CLS] is ever used, so only [CLS] is computed.

A graph can be adapted: beside the int8 product of a layer stands one of two thin float32 matrices, as in
Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language Models", arXiv:2106.09685.

Activations are quantised by the tensor. With one sequence a tensor, what comes out depends on nothing but what
goes in; in a batch it depends on the company too.

The layers are those of Devlin et al. 2019, "BERT", arXiv:1810.04805.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from .building import constant, model_of, node

_HEADS: Final = 12
_HEAD: Final = 32


def single_sequence(
    model: bytes,
    outputs: Sequence[str] = (),
    adaptation: Mapping[str, NDArray[np.float32]] | None = None,
    lower: int | None = None,
) -> onnx.ModelProto:
    """Rewrite a dynamically quantised BERT so that it reads one sequence at a time.

    Args:
        model: A serialised ONNX model, exported and dynamically quantised as the packaged ones are.
        outputs: Hidden states to hand out too, as the packaged graph names them.
        adaptation: For each adapted layer two matrices, `PATH.down` of shape (inputs, rank) and `PATH.up` of shape
            (rank, outputs); PATH is the layer's, as "bert.encoder.layer.6.attention.self.query".
        lower: Read no further than so many of the lower layers, and hand out what they make of every token.

    Returns:
        A model with the inputs `input_ids` and `token_type_ids`, each of shape (tokens,). Its first
        output is the logit, shape (1, 1), or without a classifier the last hidden state of [CLS], shape (1, 384).
        Then come the others: of the last layer (1, 384), of any before it (tokens, 384). With `lower` the first
        output is of shape (tokens, 384).

    Raises:
        ValueError: The model is not of this kind.
    """
    graph = _Graph(onnx.load_from_string(model).graph, adaptation or {})
    hidden = graph.embeddings()
    for layer in range(lower or graph.layers):
        hidden = graph.layer(layer, hidden, last=lower is None and layer == graph.layers - 1)
    if graph.classifies and lower is None:
        hidden = graph.classifier(hidden)
    return graph.model([hidden, *outputs])


def with_own_layers(model: bytes, weights: Mapping[str, NDArray[Any]], layers: int) -> onnx.ModelProto:
    """Write a BERT that reads one sequence at a time, with the embeddings of a packaged one alone.

    Args:
        model: As `single_sequence` takes it.
        weights: Of a layer that multiplies: `PATH.weight` of shape (inputs, outputs) in int8, `PATH.scale` and
            `PATH.zero` of shape (outputs,), `PATH.bias`; of one that normalises: `PATH.weight` and `PATH.bias`.
        layers: How many layers these are.

    Returns:
        A model like those of `single_sequence`; what the classifier tells is of shape (1, outputs).
    """
    graph = _Graph(onnx.load_from_string(model).graph, {}, weights)
    hidden = graph.embeddings()
    for layer in range(layers):
        hidden = graph.layer(layer, hidden, last=layer == layers - 1)
    return graph.model([graph.classifier(hidden) if graph.classifies else hidden])


class _Graph:
    """A graph that grows node by node, over the weights of another.

    Attributes:
        layers: How many layers the weights are for.
        classifies: Whether there is a classifier above them.
    """

    def __init__(
        self,
        packaged: onnx.GraphProto,
        adaptation: Mapping[str, NDArray[np.float32]],
        own: Mapping[str, NDArray[Any]] = MappingProxyType({}),
    ) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._adaptation, self._own = adaptation, own
        self._tensors = [one for one in packaged.initializer if one.name not in own]
        self._tensors += [numpy_helper.from_array(values, name) for name, values in {**adaptation, **own}.items()]
        # The path of each layer that multiplies, and what its weight's names begin with.
        self._products = {
            one.name.strip("/").rpartition("/")[0]: one.input[1].removesuffix("_quantized")
            for one in packaged.node
            if one.op_type == "MatMulInteger"
        }
        queries = [path for path in self._products if path.endswith("attention/self/query")]
        if not queries:
            raise ValueError("not a dynamically quantised BERT")
        self.layers = len(queries)
        self.classifies = "classifier" in self._products
        self._root = queries[0].partition("encoder/")[0]
        self._first = self._constant("first", [0])
        self._apart = self._constant("apart", [0, _HEADS, _HEAD])
        self._together = self._constant("together", [0, _HEADS * _HEAD])

    def embeddings(self) -> str:
        """Add up what stands for each token, its type and its place."""
        path = f"{self._root}embeddings"

        def rows(kind: str, operator: str, *where: str) -> str:
            table = f"{path.replace('/', '.')}.{kind}_embeddings.weight"
            found = self._node(operator, [f"{table}_quantized", *where])
            return self._node("DequantizeLinear", [found, f"{table}_scale", f"{table}_zero_point"])

        words, types = rows("word", "Gather", "input_ids"), rows("token_type", "Gather", "token_type_ids")
        places = rows("position", "Slice", self._first, self._node("Shape", ["input_ids"]))
        return self._normed(path, self._node("Add", [words, types]), places)

    def layer(self, number: int, hidden: str, *, last: bool) -> str:
        """Let each token, in the last layer [CLS] alone, look at all of them, and then think by itself."""
        path = f"{self._root}encoder/layer.{number}"
        read = self._node("DynamicQuantizeLinear", [hidden], outputs=3)
        asking, every = read, hidden
        if last:
            asking, hidden = (self._node("Gather", [value, self._first]) for value in (read, hidden))

        def heads(part: str, value: str, states: str) -> str:
            weight, scale, zero, bias = self._weights(f"{path}/attention/self/{part}")
            inputs = [value, weight, f"{read}/1", scale, f"{read}/2", zero, bias]
            made = self._adapted(
                f"{path}/attention/self/{part}", states, self._node("MatMulIntegerToFloat", inputs)
            )
            return self._node("Reshape", [made, self._apart])

        queries, keys, values = (
            heads("query", asking, hidden),
            heads("key", read, every),
            heads("value", read, every),
        )
        scores = self._node(
            "FusedMatMul", [queries, keys], transBatchA=1, transBatchB=1, transB=1, alpha=1 / sqrt(_HEAD)
        )
        seen = self._node("FusedMatMul", [self._node("Softmax", [scores], axis=2), values], transBatchB=1)
        joined = self._node("Reshape", [self._node("Transpose", [seen], perm=[1, 0, 2]), self._together])
        told = self._dense(f"{path}/attention/output/dense", joined)
        hidden = self._normed(f"{path}/attention/output", told, hidden)
        wide = self._node("Gelu", [self._dense(f"{path}/intermediate/dense", hidden)])
        return self._normed(f"{path}/output", self._dense(f"{path}/output/dense", wide), hidden)

    def classifier(self, hidden: str) -> str:
        """Make a logit of the last hidden state of [CLS]."""
        return self._dense("classifier", self._node("Tanh", [self._dense(f"{self._root}pooler/dense", hidden)]))

    def model(self, outputs: Sequence[str]) -> onnx.ModelProto:
        """Give the model, with these values as its outputs."""
        inputs = {name: ("int64", ["tokens"]) for name in ("input_ids", "token_type_ids")}
        return model_of(self._nodes, self._tensors, inputs, outputs)

    def _dense(self, path: str, value: str) -> str:
        """Quantise a value and multiply it by a layer's weight."""
        return self._adapted(path, value, self._node("DynamicQuantizeMatMul", [value, *self._weights(path)]))

    def _adapted(self, path: str, value: str, product: str) -> str:
        """Add what the adaptation makes of a value to a layer's product."""
        down, up = (f"{path.replace('/', '.')}.{part}" for part in ("down", "up"))
        if down not in self._adaptation:
            return product
        return self._node("Add", [product, self._node("MatMul", [self._node("MatMul", [value, down]), up])])

    def _normed(self, path: str, value: str, other: str) -> str:
        """Add two values and normalise the sum, which gets the name that it has in the packaged graph."""
        path = f"{path}/LayerNorm"
        weights = [f"{path.replace('/', '.')}.{part}" for part in ("weight", "bias")]
        inputs = [self._node("Add", [value, other]), *weights]
        return self._node("LayerNormalization", inputs, name=f"/{path}/Add_1_output_0", epsilon=1e-12)

    def _weights(self, path: str) -> tuple[str, str, str, str]:
        """Name a layer's weight, its scale, its zero point, and the bias."""
        named = path.replace("/", ".")
        if f"{named}.scale" in self._own:
            return f"{named}.weight", f"{named}.scale", f"{named}.zero", f"{named}.bias"
        weight = self._products[path]
        return f"{weight}_quantized", f"{weight}_scale", f"{weight}_zero_point", f"{named}.bias"

    def _node(
        self,
        operator: str,
        inputs: Sequence[str],
        *,
        name: str = "",
        outputs: int = 1,
        **attributes: float | Sequence[int],
    ) -> str:
        """Add a node and give the name of its first output; a second and third have "/1" and "/2" after it."""
        name = name or f"{operator}:{len(self._nodes)}"
        values = [f"{name}/{number}" if number else name for number in range(outputs)]
        self._nodes.append(node(operator, inputs, values, **attributes))
        return name

    def _constant(self, name: str, values: Sequence[int]) -> str:
        self._tensors.append(constant(name, values))
        return name
