"""Which documents of a segment meet the terms of one query, and with what weight.

Whether a document is a hit is told by the terms it meets alone, and few documents are hits. So
that is found first, over all documents; weights are looked up for the hits only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search_index.ranking import SCATTERED, Settings
from search_index.text.analyze import pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search_index.columns.facts import Array, Mask, Words
    from search_index.plan import Alternative, Concept

_MASK_PAYS = 20
"""A list of documents that is so many times longer than another is searched, not marked."""


class Meeting:
    """The documents of one segment and the terms of one query; what was looked up once is kept.

    Attributes:
        segment: The documents.
    """

    def __init__(self, segment: Words) -> None:
        self.segment = segment
        self._postings: dict[str, tuple[Array, Array]] = {}
        self._masks: dict[str, Mask] = {}
        self._together: dict[tuple[str, ...], Array] = {}

    def _of(self, term: str) -> tuple[Array, Array]:
        found = self._postings.get(term)
        if found is None:
            ids, weights = self.segment.postings(term)
            found = self._postings[term] = (ids.astype(np.intp), weights)
        return found

    def all_of(self, terms: Sequence[str]) -> Array:
        """Rising numbers of the documents that hold all terms."""
        if len(terms) == 1:
            return self._of(terms[0])[0]
        key = tuple(terms)
        found = self._together.get(key)
        if found is None:
            rare, *others = sorted(terms, key=lambda term: len(self._of(term)[0]))
            found = self._of(rare)[0]
            for term in others:
                found = found[self._stand(found, term)]
            self._together[key] = found
        return found

    def _stand(self, documents: Array, term: str) -> Mask:
        """Which of these rising documents hold a term."""
        ids = self._of(term)[0]
        if not len(ids) or not len(documents):
            return np.zeros(len(documents), bool)
        if len(ids) > _MASK_PAYS * len(documents):
            at = np.searchsorted(ids, documents)
            at[at == len(ids)] = 0
            held: Mask = ids[at] == documents
            return held
        mask = self._masks.get(term)
        if mask is None:
            mask = np.zeros(self.segment.count, bool)
            mask[ids] = True
            self._masks[term] = mask
        return mask[documents]

    def quality(self, concept: Concept) -> Array | None:
        """Worth of the best alternative that each document meets; None where none is met at all."""
        steps: list[tuple[float, Array]] = []
        for alternative in concept.alternatives:
            ids = self.all_of(alternative.terms)
            if not len(ids):
                continue
            if alternative.phrase:
                steps.append((alternative.weight * SCATTERED, ids))
                ids = self.all_of((*pairs_of(alternative.terms), *alternative.terms))
            steps.append((alternative.weight, ids))
        if not steps:
            return None
        found = np.zeros(self.segment.count, np.float32)
        for worth, ids in sorted(steps, key=lambda step: step[0]):
            found[ids if len(ids) < len(found) else slice(None)] = worth
        return found

    def weights(self, term: str, documents: Array) -> Array:
        """Weight of a term in each of these rising documents; 0 where it does not stand."""
        ids, weights = self._of(term)
        if len(ids) == len(documents) and np.array_equal(ids, documents):
            return weights
        if len(ids) > _MASK_PAYS * len(documents):
            at = np.searchsorted(ids, documents)
            at[at == len(ids)] = 0
            return np.where(ids[at] == documents, weights[at], np.float32(0))
        everywhere = np.zeros(self.segment.count, np.float32)
        everywhere[ids] = weights
        return everywhere[documents] if len(documents) < len(everywhere) else everywhere

    def match(self, concept: Concept, documents: Array, norm: Array, settings: Settings) -> Array:
        """How well each of these rising documents meets a concept.

        Args:
            concept: What is asked for.
            documents: Numbers of the documents.
            norm: For each the part of the formula that depends on its length.
            settings: Numbers of the formula.
        """
        best = np.zeros(len(documents), np.float32)
        for worth, weights in self._weighed(concept, documents):
            match = weights * np.float32(settings.k1 + 1)
            match /= weights + norm
            match *= worth
            np.maximum(best, match, out=best)
        return best

    def _weighed(self, concept: Concept, documents: Array) -> Iterator[tuple[Any, Array]]:
        """Worth of each alternative and the least weight of its terms in the documents."""
        for alternative in concept.alternatives:
            if not len(self.all_of(alternative.terms)):
                continue
            weights = self.weights(alternative.terms[0], documents)
            for term in alternative.terms[1:]:
                weights = np.minimum(weights, self.weights(term, documents))
            yield self._worth(alternative, documents), weights

    def _worth(self, alternative: Alternative, documents: Array) -> Any:
        """Worth of an alternative: per document where words should stand together."""
        if not alternative.phrase:
            return alternative.weight
        stands = np.ones(len(documents), bool)
        for pair in pairs_of(alternative.terms):
            stands &= self._stand(documents, pair)
        worth = np.full(len(documents), alternative.weight * SCATTERED, np.float32)
        worth[stands] = alternative.weight
        return worth
