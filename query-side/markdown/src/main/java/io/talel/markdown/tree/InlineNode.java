package io.talel.markdown.tree;

/** What a piece of inline Markdown turns into. */
public sealed interface InlineNode permits Element, InlineNode.Text {

    /** Text that no later rule looks at. */
    record Text(String value) implements InlineNode {}
}
