package io.talel.markdown.tree;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The targets an author defined apart from the links to them, by label; the last definition of a label counts. */
public final class LinkReferences {

    /** @param title empty if there is none */
    public record Target(String url, String title) {}

    private final Map<String, Target> targets = new HashMap<>();

    public void define(String label, Target target) {
        targets.put(label, target);
    }

    public @Nullable Target find(String label) {
        return targets.get(label);
    }
}
