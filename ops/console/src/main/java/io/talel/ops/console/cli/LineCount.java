package io.talel.ops.console.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an option's number of lines: one or more. */
public class LineCount implements ITypeConverter<Integer> {

    private final int least;

    public LineCount() {
        this(1);
    }

    private LineCount(int least) {
        this.least = least;
    }

    @Override
    public Integer convert(String value) {
        try {
            int count = Integer.parseInt(value);
            if (count >= least) {
                return count;
            }
        } catch (NumberFormatException _) {
            // Reported below, like a number that is too small.
        }
        throw new TypeConversionException("'%s' is not a number of lines, %d or more".formatted(value, least));
    }

    /** Also accepts none, for following only new lines. */
    public static final class OrNone extends LineCount {
        public OrNone() {
            super(0);
        }
    }
}
