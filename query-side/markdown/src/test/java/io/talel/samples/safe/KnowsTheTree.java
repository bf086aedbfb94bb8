package io.talel.samples.safe;

import io.talel.markdown.tree.Element;

/** What the rules forbid a sanitiser. */
public final class KnowsTheTree {
    private Element element;
}
