package io.talel.kernel.configuration;

import java.util.Set;

/**
 * An environment variable.
 *
 * @param byDefault value where the variable is not set; {@code $X} stands for the value of another one; empty if there is none
 * @param inProduction the same with {@code ENV=production}
 */
public record Variable(
        String name, ValueFormat kind, String byDefault, String inProduction, Set<VariableScope> readers) {

    /** Ends the name of the variable that names a file with a secret. */
    public static final String FILE = "_FILE";

    public Variable {
        readers = Set.copyOf(readers);
    }

    Variable inProduction(String value) {
        return new Variable(name, kind, byDefault, value, readers);
    }

    public String byDefault(boolean production) {
        return production ? inProduction : byDefault;
    }

    /** Whether one of these readers reads it. */
    public boolean isReadBy(Set<VariableScope> some) {
        return some.stream().anyMatch(readers::contains);
    }

    public boolean isSecret() {
        return kind.secret();
    }

    public String fileVariable() {
        return name + FILE;
    }

    /** The value for people: nothing of a secret, no password and no parameter of an address, malformed ones included. */
    public String shown(String value) {
        return isSecret()
                ? "(secret)"
                : value.replaceFirst("(?s)//.*@", "//")
                        .replaceFirst("(?s)\\?.*", "?...")
                        .replaceFirst("(?is)(password\\s*=).*", "$1...");
    }

    /** Whether an empty value counts as none: commands read it so, and nodes where there is no default to replace. */
    boolean mayBeEmpty() {
        return byDefault.isEmpty() || !readers.contains(VariableScope.NODES);
    }
}
