"""The layers of the scheme polnear learn with the rest (src1's network)."""
import copy, types
import torch, numpy as np
from torch import nn
import torch.nn.functional as F
from quotes.training import joint_network as jn
from quotes.training.attribution_heads import AttributionTargets
IGNORED = jn.IGNORED
OWN_WEIGHT = 1.5
jn.ATTRIBUTION_WEIGHT = 2.5
def own_layers(net):
    enc = net.encoder
    enc.own = nn.ModuleList(copy.deepcopy(l) for l in enc.layers[-2:])
    net.polnear = copy.deepcopy(net.attributions[0])
    inner_layers = enc.all_layers
    def all_layers(pieces, mask, extra=None):
        hidden = inner_layers(pieces, mask, extra); enc.stash = hidden[-3]; return hidden
    object.__setattr__(enc, 'all_layers', all_layers)
    inner_round = enc.learn_rounding
    def learn_rounding(rounds=True):
        inner_round(rounds)
        for l in enc.own: l.rounds = rounds
    object.__setattr__(enc, 'learn_rounding', learn_rounding)
    def own_scores(rows, mask, first_pieces, last_pieces):
        h = enc.stash[rows]
        bias = None if mask is None else (1.0 - mask[rows][:, None, None, :].float()) * -10_000.0
        for l in enc.own: h = l(h, bias)
        parts = [h.gather(1, i[rows].unsqueeze(2).expand(-1, -1, h.size(2))) for i in (first_pieces, last_pieces)]
        return net.polnear(net.dropout(torch.cat(parts, 2)))
    inner_forward = net.forward
    def forward(pieces, mask, kinds, first_pieces, last_pieces):
        out = list(inner_forward(pieces, mask, kinds, first_pieces, last_pieces))
        if not net.training:
            own = own_scores(slice(None), mask, first_pieces, last_pieces)
            a = out[6]; out[6] = torch.cat([own, a.chunk(2, -1)[1]], -1)
        return tuple(out)
    object.__setattr__(net, 'forward', forward)
    inner_loss = net.loss
    def loss(batch, mask_piece):
        total = inner_loss(batch, mask_piece)
        if batch.attributions is not None:
            t = batch.attributions[0]; rows = (t.tags != IGNORED).any(1)
            if rows.any():
                scores = own_scores(rows, batch.mask, batch.first_pieces, batch.last_pieces).float()
                tt = AttributionTargets(t.tags[rows], t.taught[rows], t.cues[rows], t.sources[rows])
                total = total + OWN_WEIGHT * rows.float().mean() * net.polnear.loss(scores, tt, batch.units[rows])
        enc.stash = None
        return total
    object.__setattr__(net, 'loss', loss)
    inner_arrays = net.attribution_arrays
    def attribution_arrays():
        a = inner_arrays()
        a['polnear'] = {n: getattr(net.polnear, n).detach().numpy().copy() for n in ('transitions', 'nothing', 'distances')}
        return a
    object.__setattr__(net, 'attribution_arrays', attribution_arrays)
    return net
def legal(examples):
    n = 0
    for e in examples:
        for at in e.example.attributions:
            tags = at.tags; before = np.append(0, tags[:-1])
            bad = (tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1)
            n += int(bad.sum()); tags[bad] -= 1
    return n
