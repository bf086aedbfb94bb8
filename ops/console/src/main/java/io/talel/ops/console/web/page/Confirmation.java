package io.talel.ops.console.web.page;

import java.util.List;
import java.util.Map;

/**
 * Asks for confirmation of an action that cannot be undone.
 *
 * @param question describes the effect
 * @param fields of the original form, sent again with the confirmation
 */
public record Confirmation(String question, String address, Map<String, List<String>> fields) {

    /** Field that marks a confirmed form. */
    public static final String FIELD = "confirmed";

    public Confirmation {
        fields = Map.copyOf(fields);
    }
}
