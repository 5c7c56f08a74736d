"""Parts that both learned networks share: word pieces, the ONNX session, decoding, checksums."""
