package io.talel.ops.console.cli.backup;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Address of a database: {@code jdbc:postgresql://host:5432/name}, and parameters. Messages never repeat it, since it
 * may hold a password.
 */
final class JdbcAddressConverter implements ITypeConverter<String> {

    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://[^/?\\s]+/[^/?\\s]+(\\?\\S*)?");

    @Override
    public String convert(String value) {
        if (!ADDRESS.matcher(value).matches()) {
            throw new TypeConversionException(
                    "it must be the address of a database, like jdbc:postgresql://host:5432/name?user=owner");
        }
        return value;
    }
}
