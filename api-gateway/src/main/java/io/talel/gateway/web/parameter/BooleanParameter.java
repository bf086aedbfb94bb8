package io.talel.gateway.web.parameter;

import io.talel.kernel.InvalidValue;

/** A parameter of a query that is either true or false. */
public final class BooleanParameter {

    private BooleanParameter() {}

    public static boolean in(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValue(name, "must be true or false");
        };
    }
}
