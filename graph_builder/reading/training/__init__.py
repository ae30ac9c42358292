"""How the reading model is made: data, training, export, quantisation, evaluation.

Needs the extra `train` (torch, onnx); nothing at run time imports this package.
"""
