package io.talel.gateway.bus;

import io.talel.kernel.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.stereotype.Component;

/**
 * Sends queries and rethrows the exceptions of their handlers. An {@link InvalidValue} of a handler concerns stored data, so it
 * is wrapped: it must not pass for a mistake of the client.
 */
@Component
public class Queries {

    private final QueryGateway gateway;

    public Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    public <T> T ask(Object query, Class<T> answer) {
        return begin(query, answer).get();
    }

    /** Sends a query; its answer is awaited when it is read. */
    public <T> Supplier<T> begin(Object query, Class<T> answer) {
        CompletableFuture<T> asked = gateway.query(query, ResponseTypes.instanceOf(answer));
        return () -> result(asked);
    }

    public <T> Optional<T> find(Object query, Class<T> answer) {
        return result(gateway.query(query, ResponseTypes.optionalInstanceOf(answer)));
    }

    public <T> List<T> list(Object query, Class<T> element) {
        return result(gateway.query(query, ResponseTypes.multipleInstancesOf(element)));
    }

    private static <T> T result(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause && !(cause instanceof InvalidValue) ? cause : e;
        }
    }
}
