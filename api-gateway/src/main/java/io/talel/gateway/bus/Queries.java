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
 * Asks the sides. What their handlers throw is thrown here as it was, but for {@link InvalidValue}: one of theirs is in
 * what is stored, and must not be taken for the client's.
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

    /** Asks, and does not wait for the answer before it is taken. */
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
