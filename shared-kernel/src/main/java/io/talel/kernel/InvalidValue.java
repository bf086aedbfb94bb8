package io.talel.kernel;

/** A value that breaks the rule of its field; the edge answers it with 400 and this message. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field's name as clients write it, for example {@code meta_description}
     * @param problem what is wrong with it, worded to follow the field's name: {@code must not be empty}
     */
    public InvalidValue(String field, String problem) {
        super("'" + field + "' " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
