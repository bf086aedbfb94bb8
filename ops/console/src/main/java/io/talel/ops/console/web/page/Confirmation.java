package io.talel.ops.console.web.page;

import java.util.List;
import java.util.Map;

/**
 * What is asked before something is done that cannot be taken back.
 *
 * @param question what will become of it
 * @param fields those of the form that asked for it, to be sent once more
 */
public record Confirmation(String question, String address, Map<String, List<String>> fields) {

    /** The field that says that it was asked. */
    public static final String FIELD = "confirmed";

    public Confirmation {
        fields = Map.copyOf(fields);
    }
}
