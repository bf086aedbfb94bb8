package io.talel.ops.console.cli;

import io.talel.ops.backup.log.OperatorLog;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses a reason of more than {@link OperatorLog#LONGEST_REASON} characters, without repeating it. */
public final class ReasonConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (value.length() > OperatorLog.LONGEST_REASON) {
            throw new TypeConversionException("it has %d characters, and a reason has at most %d"
                    .formatted(value.length(), OperatorLog.LONGEST_REASON));
        }
        return value;
    }
}
