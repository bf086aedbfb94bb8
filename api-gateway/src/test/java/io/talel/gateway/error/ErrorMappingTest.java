package io.talel.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import io.talel.kernel.UnknownEvent;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ErrorMappingTest {

    @Test
    void refusals_of_commands_have_the_words_of_v1() {
        assertAnswer(
                new CommandRefused(new Refusal.EmailTaken(new Email("a@b.c"))),
                400,
                "Account with the email 'a@b.c' already exists");
        assertAnswer(
                new CommandRefused(new Refusal.UsernameTaken(new Username("ada"))),
                400,
                "Account with the username 'ada' already exists");
        assertAnswer(
                new CommandRefused(new Refusal.OutdatedEmail(new UserId(7))),
                410,
                "The address was confirmed already, or another one was given since");
        assertAnswer(new CommandRefused(new Refusal.Unknown("user-1")), 404, "Not found");
        assertAnswer(new CommandRefused(new Refusal.Unknown("article-1")), 404, "Article not found");
        assertAnswer(
                new CommandRefused(new Refusal.NotTheAuthor(new ArticleId(1))), 403, "Only the author may do this");
        assertAnswer(
                new CommandRefused(new Refusal.OtherVersion("article-1")),
                412,
                "It has another version than this request expects");
        assertAnswer(new CommandRefused(new Refusal.Conflict("article-1")), 409, "Somebody else changed it first");
    }

    @Test
    void a_wrapped_refusal_is_found() {
        CommandRefused refused = new CommandRefused(new Refusal.Conflict("article-1"));
        assertAnswer(
                new ExecutionException(new CommandExecutionException("wrapped", refused)),
                409,
                "Somebody else changed it first");
    }

    @Test
    void a_value_that_is_invalid_is_named() {
        assertAnswer(new InvalidValue("title", "must not be empty"), 400, "'title' must not be empty");
    }

    @Test
    void a_value_that_is_invalid_in_what_is_stored_is_our_mistake() {
        assertMistake(new QueryExecutionException("wrapped", new InvalidValue("title", "must not be empty")));
    }

    @Test
    void a_refusal_keeps_its_headers() {
        HttpRefusal refusal = new HttpRefusal(HttpStatus.TOO_MANY_REQUESTS, "Slow down");
        refusal.headers().set("Retry-After", "30");
        ErrorAnswer answer = ErrorMapping.answer(refusal);
        assertThat(answer.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(answer.headers().getFirst("Retry-After")).isEqualTo("30");
    }

    @Test
    void refusals_of_spring_are_worded_here_and_keep_their_headers() {
        assertAnswer(new NoResourceFoundException(HttpMethod.GET, "/x", "x"), 404, "Not found");
        ErrorAnswer answer = ErrorMapping.answer(new HttpRequestMethodNotSupportedException("PUT", List.of("GET")));
        assertThat(answer.status().value()).isEqualTo(405);
        assertThat(answer.headers().getFirst("Allow")).isEqualTo("GET,HEAD,OPTIONS");
    }

    @Test
    void parameters_that_tomcat_refuses_are_a_mistake_of_the_client() {
        assertAnswer(new InvalidParameterException("secret"), 400, "The request could not be understood");
        assertAnswer(new InvalidParameterException("secret", 413), 413, "The request is too large");
    }

    @ParameterizedTest
    @MethodSource("outages")
    void a_wrapped_outage_is_a_503_with_retry_after(Throwable outage) {
        for (Throwable failure : List.of(
                outage,
                new QueryExecutionException("wrapped", outage),
                new CommandExecutionException("wrapped", new IllegalStateException(outage)))) {
            ErrorAnswer answer = ErrorMapping.answer(failure);
            assertThat(answer.status().value()).isEqualTo(503);
            assertThat(answer.headers().getFirst("Retry-After")).isNotNull();
        }
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new UnknownEvent("ArticlePublished", "99").refused(),
                new SQLException("connection lost", "08006"),
                new SQLException("disk full", "53100"),
                new SQLException("too many connections", "53300"),
                new SQLException("shutting down", "57P01"),
                new SQLException("statement timeout", "57014"),
                new SQLException("lock timeout", "55P03"),
                new SQLException("read only", "25006"),
                new SQLException("idle in transaction", "25P03"),
                new SQLException("io error", "58030"),
                new SQLException("serialisation failure", "40001"),
                new SQLException("deadlock", "40P01"),
                new SQLException("pool closed"),
                new SQLTransientConnectionException("pool empty"),
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("gone"),
                new RedisConnectionFailureException("gone"),
                new RedisConnectionException("gone"),
                new RedisCommandTimeoutException("late"),
                new RedisCommandExecutionException("LOADING Redis is loading the dataset in memory"),
                new RedisCommandExecutionException("MISCONF Redis is configured to save RDB snapshots"),
                SdkClientException.create("unreachable"),
                S3Exception.builder().statusCode(500).message("internal").build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"42601", "23505", "22001", "42P01", "XX000"})
    void a_statement_that_is_wrong_is_our_mistake(String state) {
        assertMistake(new DataIntegrityViolationException("wrapped", new SQLException("secret", state)));
    }

    @Test
    void any_other_failure_is_a_500_that_reveals_no_internals() {
        assertMistake(new IllegalStateException("secret"));
        assertMistake(new StackOverflowError("secret"));
        assertMistake(new RedisCommandExecutionException("ERR secret"));
    }

    @Test
    void a_chain_of_causes_that_bites_its_tail_ends() {
        Exception first = new Exception("secret");
        first.initCause(new Exception(first));
        assertMistake(first);
    }

    private static void assertMistake(Throwable failure) {
        assertAnswer(failure, 500, "Something went wrong on our side");
    }

    private static void assertAnswer(Throwable failure, int status, String message) {
        ErrorAnswer answer = ErrorMapping.answer(failure);
        assertThat(answer.status().value()).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message);
    }
}
