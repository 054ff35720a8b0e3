"""The packaged BERTs' weights in a graph that reads one sequence at a time.

The packaged graphs spell every layer out in a hundred small nodes, for padded batches, and compute the last layer
for every token. Here the same weights get 20 nodes a layer, which do the same arithmetic with onnxruntime's own
operators (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md):

- `MatMulIntegerToFloat` and `DynamicQuantizeMatMul` scale an int8 product and add the bias on its way out, and
  queries, keys and values share one quantised input;
- `FusedMatMul` reads the heads where they lie: nothing is transposed before the products of attention;
- a sequence by itself has no padding, so attention has no mask;
- of the last layer only [CLS] is ever used, so only [CLS] is computed.

Activations are quantised by the tensor. With one sequence a tensor, what comes out depends on nothing but what
goes in; in a batch it depends on the company too.

The layers are those of Devlin et al. 2019, "BERT", arXiv:1810.04805.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from .protobuf import field, fields, prefix

_HEADS: Final = 12
_HEAD: Final = 32

_MICROSOFT: Final = "com.microsoft"
_OPERATORS: Final = {"DynamicQuantizeMatMul", "FusedMatMul", "Gelu", "MatMulIntegerToFloat"}
_OPSETS: Final = (("", 17), (_MICROSOFT, 1))
_IR_VERSION: Final = 8

# Field numbers and values of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
_MODEL_IR, MODEL_GRAPH, _MODEL_OPSET = 1, 7, 8
GRAPH_NODE, _GRAPH_NAME, GRAPH_TENSOR, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 2, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_NAME, _NODE_OPERATOR, _NODE_ATTRIBUTE, _NODE_DOMAIN = 1, 2, 3, 4, 5, 7
_ATTRIBUTE_NAME, _ATTRIBUTE_FLOAT, _ATTRIBUTE_INT, _ATTRIBUTE_INTS, _ATTRIBUTE_TYPE = 1, 2, 3, 8, 20
_IS_FLOAT, _IS_INT, _IS_INTS = 1, 2, 7
_TENSOR_SHAPE, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_BYTES = 1, 2, 8, 9
_INT64: Final = 7


def single_sequence(model: bytes, outputs: Sequence[str] = ()) -> bytes:
    """Rewrite a dynamically quantised BERT so that it reads one sequence at a time.

    Args:
        model: A serialised ONNX model, exported and dynamically quantised as the packaged ones are.
        outputs: Hidden states to hand out too, as the packaged graph names them.

    Returns:
        A serialised model with the inputs `input_ids` and `token_type_ids`, each of shape (tokens,). Its first
        output is the logit, shape (1, 1), or without a classifier the last hidden state of [CLS], shape (1, 384).
        Then come the others: of the last layer (1, 384), of any before it (tokens, 384).

    Raises:
        ValueError: The model is not of this kind.
    """
    graph = _Graph(model)
    hidden = graph.embeddings()
    for layer in range(graph.layers):
        hidden = graph.layer(layer, hidden, last=layer == graph.layers - 1)
    if graph.classifies:
        hidden = graph.classifier(hidden)
    return graph.serialised([hidden, *outputs])


class _Graph:
    """A graph that grows node by node, over the weights of another.

    Attributes:
        layers: How many layers the weights are for.
        classifies: Whether there is a classifier above them.
    """

    def __init__(self, model: bytes) -> None:
        self._nodes: list[bytes] = []
        self._tensors: list[memoryview | bytes] = []
        self._products: dict[str, str] = {}
        for number, value in inside(memoryview(model), MODEL_GRAPH):
            if number == GRAPH_TENSOR:
                self._tensors.append(value)
            elif number == GRAPH_NODE and b"MatMulInteger" in bytes(value):
                path, weight = product_of(value)
                self._products[path] = weight
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
        asking = read
        if last:
            asking, hidden = (self._node("Gather", [value, self._first]) for value in (read, hidden))

        def heads(part: str, value: str) -> str:
            weight, scale, zero, bias = self._weights(f"{path}/attention/self/{part}")
            inputs = [value, weight, f"{read}/1", scale, f"{read}/2", zero, bias]
            return self._node("Reshape", [self._node("MatMulIntegerToFloat", inputs), self._apart])

        queries, keys, values = heads("query", asking), heads("key", read), heads("value", read)
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

    def serialised(self, outputs: Sequence[str]) -> bytes:
        """Give the model, with these values as its outputs."""
        # ValueInfoProto.type: a tensor_type with its elem_type and a shape of one dimension.
        ids = field(2, field(1, field(1, _INT64) + field(2, field(1, field(2, "tokens")))))
        graph: list[memoryview | bytes] = [field(GRAPH_NODE, node) for node in self._nodes]
        graph += [field(_GRAPH_NAME, "single sequence")]
        graph += [field(_GRAPH_INPUT, field(1, name) + ids) for name in ("input_ids", "token_type_ids")]
        graph += [field(_GRAPH_OUTPUT, field(1, name)) for name in outputs]
        for tensor in self._tensors:  # 33 MB, copied only in the end
            graph += [prefix(GRAPH_TENSOR, len(tensor)), tensor]
        opsets = [field(_MODEL_OPSET, field(1, domain) + field(2, version)) for domain, version in _OPSETS]
        size = sum(len(part) for part in graph)
        return b"".join([field(_MODEL_IR, _IR_VERSION), *opsets, prefix(MODEL_GRAPH, size), *graph])

    def _dense(self, path: str, value: str) -> str:
        """Quantise a value and multiply it by a layer's weight."""
        return self._node("DynamicQuantizeMatMul", [value, *self._weights(path)])

    def _normed(self, path: str, value: str, other: str) -> str:
        """Add two values and normalise the sum, which gets the name that it has in the packaged graph."""
        path = f"{path}/LayerNorm"
        weights = [f"{path.replace('/', '.')}.{part}" for part in ("weight", "bias")]
        inputs = [self._node("Add", [value, other]), *weights]
        return self._node("LayerNormalization", inputs, name=f"/{path}/Add_1_output_0", epsilon=1e-12)

    def _weights(self, path: str) -> tuple[str, str, str, str]:
        """Name a layer's weight, its scale, its zero point, and the bias."""
        weight = self._products[path]
        return f"{weight}_quantized", f"{weight}_scale", f"{weight}_zero_point", f"{path.replace('/', '.')}.bias"

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
        parts = [field(_NODE_INPUT, value) for value in inputs]
        parts += [field(_NODE_OUTPUT, f"{name}/{number}" if number else name) for number in range(outputs)]
        parts += [field(_NODE_NAME, name), field(_NODE_OPERATOR, operator)]
        parts += [field(_NODE_DOMAIN, _MICROSOFT if operator in _OPERATORS else "")]
        parts += [field(_NODE_ATTRIBUTE, _attribute(key, value)) for key, value in attributes.items()]
        self._nodes.append(b"".join(parts))
        return name

    def _constant(self, name: str, values: Sequence[int]) -> str:
        content = b"".join(value.to_bytes(8, "little") for value in values)
        self._tensors.append(
            field(_TENSOR_SHAPE, len(values))
            + field(_TENSOR_TYPE, _INT64)
            + field(_TENSOR_NAME, name)
            + field(_TENSOR_BYTES, content)
        )
        return name


def inside(message: memoryview, *path: int) -> Iterator[tuple[int, memoryview]]:
    """Yield the messages and strings in a message, or in those that field numbers lead to."""
    for number, value in fields(message):
        if isinstance(value, int):
            continue
        if not path:
            yield number, value
        elif number == path[0]:
            yield from inside(value, *path[1:])


def product_of(node: memoryview) -> tuple[str, str]:
    """Give the path of the layer that a node multiplies for, and what its int8 weight's names begin with."""
    texts = [(number, bytes(value).decode()) for number, value in inside(node) if number != _NODE_ATTRIBUTE]
    _, weight, *_ = (text for number, text in texts if number == _NODE_INPUT)
    [name] = (text for number, text in texts if number == _NODE_NAME)
    return name.strip("/").rpartition("/")[0], weight.removesuffix("_quantized")


def _attribute(name: str, value: float | Sequence[int]) -> bytes:
    if isinstance(value, int):
        content, kind = field(_ATTRIBUTE_INT, value), _IS_INT
    elif isinstance(value, float):
        content, kind = field(_ATTRIBUTE_FLOAT, value), _IS_FLOAT
    else:
        content, kind = b"".join(field(_ATTRIBUTE_INTS, one) for one in value), _IS_INTS
    return field(_ATTRIBUTE_NAME, name) + content + field(_ATTRIBUTE_TYPE, kind)
