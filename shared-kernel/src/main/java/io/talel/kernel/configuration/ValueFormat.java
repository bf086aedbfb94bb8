package io.talel.kernel.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What values may look like; never stricter than the code that reads them.
 *
 * @param form what a value has to be; empty if any text will do
 */
public record ValueFormat(String form, boolean secret, Predicate<String> accepts) {

    static final ValueFormat TEXT = new ValueFormat("", false, _ -> true);
    static final ValueFormat SECRET = new ValueFormat("", true, _ -> true);
    static final ValueFormat NAME = new ValueFormat("a name", false, value -> !value.isBlank());

    static final ValueFormat SWITCH = new ValueFormat("true or false", false, value -> isOn(value) || isOff(value));

    static final ValueFormat PORT = number("a port, 1 to 65535", 1, 65_535);
    /** Port to listen on: 0 takes any free one, -1 none. */
    static final ValueFormat LISTENING_PORT = number("a port, 1 to 65535", -1, 65_535);

    static final ValueFormat COUNT = number("a whole number, 1 or more", 1, Integer.MAX_VALUE);
    static final ValueFormat COUNT_OR_NONE = number("a whole number, 0 or more", 0, Integer.MAX_VALUE);

    static final ValueFormat SHARE = new ValueFormat("a part from 0 to 1, such as 0.1", false, ValueFormat::isShare);

    static final ValueFormat TIME =
            new ValueFormat("a time above 0, such as 500ms, 30s or 15m", false, value -> isTime(value, 1));
    static final ValueFormat TIME_OR_NONE =
            new ValueFormat("a time such as 0s, 500ms or 30s", false, value -> isTime(value, 0));
    /** As commands read it: without milliseconds. */
    static final ValueFormat AGE = new ValueFormat("a time such as 30m, 26h or 8d", false, ValueFormat::isAge);

    static final ValueFormat JDBC = new ValueFormat(
            "an address such as jdbc:postgresql://db.example.org:5432/talelio",
            false,
            value -> value.startsWith("jdbc:postgresql:"));
    static final ValueFormat WEB_ADDRESS = new ValueFormat(
            "an address such as https://api.example.org",
            false,
            value -> NetworkAddresses.isUri(value) && !value.isBlank());
    static final ValueFormat SERVER_ADDRESS = new ValueFormat(
            "an address with http or https, such as https://s3.example.org", false, NetworkAddresses::isHttpAddress);
    static final ValueFormat HUB = new ValueFormat(
            "an address with http or https, such as https://hub.example.org", false, NetworkAddresses::isHttpAddress);
    static final ValueFormat COLLECTOR = new ValueFormat(
            "an address with http or https, such as http://collector:4318", false, NetworkAddresses::isHttpAddress);
    static final ValueFormat WEBHOOK =
            new ValueFormat("an address of http or https", true, NetworkAddresses::isHttpAddress);
    static final ValueFormat PROXIES = new ValueFormat(
            "addresses and ranges separated by commas (10.0.0.0/8, 2001:db8::7), or to 'none' if clients connect directly",
            false,
            NetworkAddresses::areNetworks);
    static final ValueFormat MAIL_SERVER =
            new ValueFormat("a host or host:port", false, NetworkAddresses::isMailServer);
    static final ValueFormat MAIL_SENDER = new ValueFormat(
            "an address that mails can come from, such as 'talel.io <mail@talel.io>'",
            false,
            value -> value.matches(".*[^\\s@]@[^\\s@].*"));

    private static final Set<String> ON = Set.of("true", "on", "yes", "1");
    private static final Set<String> OFF = Set.of("false", "off", "no", "0");

    private static final Pattern AMOUNT = Pattern.compile("([+-]?\\d+)([a-zA-Z]{0,2})");
    private static final Set<String> UNITS_OF_TIME = Set.of("", "ns", "us", "ms", "s", "m", "h", "d");
    private static final Map<String, Integer> UNITS_OF_SIZE =
            Map.of("", 0, "B", 0, "KB", 10, "MB", 20, "GB", 30, "TB", 40);

    /** Whether a switch is on. */
    public static boolean isOn(String value) {
        return ON.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean isOff(String value) {
        return OFF.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static ValueFormat number(String form, int least, int most) {
        return new ValueFormat(form, false, value -> isNumber(value, least, most));
    }

    /** @param least in bytes */
    static ValueFormat size(String form, long least) {
        return size(form, least, Long.MAX_VALUE);
    }

    /** @param most in bytes */
    static ValueFormat size(String form, long least, long most) {
        return new ValueFormat(form, false, value -> isSize(value, least, most));
    }

    private static boolean isNumber(String value, int least, int most) {
        String digits = value.replaceAll("\\s", "");
        try {
            long number = digits.matches("-?(0[xX]|#).*") ? Long.decode(digits) : Long.parseLong(digits);
            return number >= least && number <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isShare(String value) {
        try {
            double share = Double.parseDouble(value);
            return share >= 0 && share <= 1;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isTime(String value, int least) {
        Matcher amount = AMOUNT.matcher(value);
        try {
            return amount.matches()
                    ? UNITS_OF_TIME.contains(amount.group(2).toLowerCase(Locale.ROOT))
                            && Long.parseLong(amount.group(1)) >= least
                    : Duration.parse(value).compareTo(Duration.ofNanos(least)) >= 0;
        } catch (NumberFormatException | DateTimeParseException _) {
            return false;
        }
    }

    private static boolean isAge(String value) {
        try {
            DurationText.parse(value);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean isSize(String value, long least, long most) {
        Matcher amount = AMOUNT.matcher(value.replaceAll("\\s", ""));
        Integer unit = amount.matches() ? UNITS_OF_SIZE.get(amount.group(2).toUpperCase(Locale.ROOT)) : null;
        try {
            if (unit == null) {
                return false;
            }
            long size = Math.multiplyExact(Long.parseLong(amount.group(1)), 1L << unit);
            return size >= least && size <= most;
        } catch (NumberFormatException _) {
            return false;
        } catch (ArithmeticException _) {
            return most == Long.MAX_VALUE;
        }
    }
}
