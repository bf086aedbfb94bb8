package io.talel.markdown.inline;

import io.talel.markdown.text.CharacterReferences;
import io.talel.markdown.tree.InlineNode;
import io.talel.markdown.tree.Stash;
import org.jspecify.annotations.Nullable;

/** A character reference, which is kept as it is. */
final class CharacterReferenceRule implements InlineRule {

    private final Stash stash;

    CharacterReferenceRule(Stash stash) {
        this.stash = stash;
    }

    @Override
    public @Nullable Found find(String text, int from, int start) {
        for (int at = text.indexOf('&', from); at >= 0; at = text.indexOf('&', at + 1)) {
            if (CharacterReferences.startsAt(text, at) && !text.startsWith("&#X", at)) {
                int end = text.indexOf(';', at) + 1;
                return new Found(at, end, new InlineNode.Text(stash.storeRaw(text.substring(at, end))));
            }
        }
        return null;
    }
}
