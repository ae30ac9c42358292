"""Neurons that others can stand in for are taken out without loss, at any layer."""

import pytest

torch = pytest.importorskip("torch", reason="torch comes with the extra 'train'")


def test_rows_that_others_can_say_go_first_and_without_loss() -> None:
    from graph_builder.reading.training.pruning import surgeon

    draw = torch.Generator().manual_seed(1)
    independent = torch.randn(200, 12, generator=draw, dtype=torch.float64)
    mixed = independent @ torch.randn(12, 6, generator=draw, dtype=torch.float64)
    inputs = torch.cat([independent, mixed], 1)
    weight = torch.randn(18, 5, generator=draw, dtype=torch.float64)
    kept, smaller = surgeon(inputs.T @ inputs, weight, keep=12)
    assert int(kept.sum()) == 12
    assert not smaller[~kept].any()
    torch.testing.assert_close(inputs @ smaller, inputs @ weight, rtol=1e-2, atol=2e-2)


def test_a_thinned_encoder_reads_nearly_the_same() -> None:
    from graph_builder.reading.training.network import Encoder
    from graph_builder.reading.training.pruning import thin

    torch.manual_seed(2)
    encoder = Encoder(vocabulary=50, inner=32, layers=2).eval()
    for layer in encoder.layers:  # half of the neurons are doubles of the other half
        for values in (layer.f1.weight, layer.f1.bias):
            values.data[16:] = values.data[:16]
    ids = torch.randint(50, (6, 40))
    windows = [{"ids": row.numpy(), "shapes": (row % 4).numpy()} for row in ids]
    mask = torch.ones_like(ids)
    with torch.no_grad():
        before = encoder(ids, ids % 4, mask)
        thin(encoder, windows, inner=16)
        after = encoder(ids, ids % 4, mask)
    assert [layer.f1.out_features for layer in encoder.layers] == [16, 16]
    torch.testing.assert_close(after, before, rtol=1e-2, atol=2e-2)
