package io.talel.query.deadletter;

import io.talel.query.projection.RefusedEvent;
import io.talel.query.projection.SafeMessage;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Why events failed, in words that quote no content of events.
 *
 * @param ofTheEvent whether the event itself is at fault and fails at every attempt; otherwise the environment is, for example
 *     a database that is away
 * @param cause class of the error
 */
public record Fault(boolean ofTheEvent, String cause, String message) {

    private static final int LONGEST_MESSAGE = 500;

    /** Most causes that are followed; ends a circular chain. */
    private static final int DEEPEST = 20;

    /**
     * Classes of SQLSTATE that are not the fault of an event: connections, transactions, resources, the server's state, and
     * what statements, rights and tables are like.
     */
    private static final Set<String> OF_THE_WORLD = Set.of(
            "08", "0A", "25", "26", "28", "2D", "3D", "3F", "40", "42", "53", "55", "57", "58", "F0", "HV", "XX");

    /** Classes of SQLSTATE whose messages quote names only; those of others can quote values. */
    private static final Set<String> QUOTES_NAMES = Set.of("23", "42");

    private static final Pattern FROM_THE_FIRST_QUOTE = Pattern.compile("(?s)\\s*[:\"'«„].*");

    /** Converts an exception that folding or writing events has thrown. */
    public static Fault of(Throwable error) {
        List<Throwable> chain = chain(error);
        Optional<SQLException> sql = last(chain, SQLException.class);
        Optional<Throwable> shown =
                chain.stream().filter(SafeMessage.class::isInstance).findFirst();
        if (sql.isPresent()) {
            return new Fault(isOfTheEvent(sql.get()), sql.get().getClass().getName(), cut(message(sql.get())));
        }
        if (shown.isPresent()) {
            return new Fault(
                    shown.get() instanceof RefusedEvent,
                    shown.get().getClass().getName(),
                    cut(String.valueOf(shown.get().getMessage())));
        }
        return new Fault(
                chain.stream().noneMatch(Fault::isOfTheWorld),
                chain.getLast().getClass().getName(),
                cut(nameAndPlace(chain)));
    }

    private static List<Throwable> chain(Throwable error) {
        return Stream.iterate(error, each -> each != null, Throwable::getCause)
                .limit(DEEPEST)
                .toList();
    }

    private static <T> Optional<T> last(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).reduce((_, later) -> later);
    }

    private static boolean isOfTheEvent(SQLException error) {
        boolean world = error instanceof SQLTransientException
                || error instanceof SQLRecoverableException
                || error instanceof SQLNonTransientConnectionException;
        String state = error.getSQLState();
        return !world && state != null && !OF_THE_WORLD.contains(stateClass(state));
    }

    private static String stateClass(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    private static boolean isOfTheWorld(Throwable error) {
        return error instanceof DataAccessException
                || error instanceof TransactionException
                || error instanceof SocketException
                || error instanceof InterruptedIOException
                || error instanceof InterruptedException
                || (error instanceof Error && !(error instanceof StackOverflowError));
    }

    private static String message(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        String told = String.valueOf(error.getMessage());
        // The server's message begins with a severity and a colon.
        String said = told.substring(told.indexOf(": ") < 0 ? 0 : told.indexOf(": ") + 2);
        return "SQLSTATE " + state + ": "
                + (QUOTES_NAMES.contains(stateClass(state))
                        ? said
                        : FROM_THE_FIRST_QUOTE.matcher(said).replaceFirst(""));
    }

    /** Leaves out messages of other errors: a parser, for example, quotes what it cannot read. */
    private static String nameAndPlace(List<Throwable> chain) {
        return chain.stream().map(each -> each.getClass().getSimpleName()).collect(Collectors.joining(": "))
                + place(chain).map(place -> ", in " + place).orElse("");
    }

    /** The innermost line of our code in the stack trace. */
    private static Optional<String> place(List<Throwable> chain) {
        return chain.reversed().stream()
                .flatMap(each -> Arrays.stream(each.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith("io.talel."))
                .findFirst()
                .map(frame ->
                        "%s (%s:%d)".formatted(frame.getMethodName(), frame.getFileName(), frame.getLineNumber()));
    }

    private static String cut(String message) {
        return message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    }
}
