package io.talel.command;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingModificationException;

/**
 * Handles commands in the caller's thread and tells a lost race and an unknown stream as refusals. A conflict shows only
 * when the events are appended, after every interceptor, so it is translated here; nothing is tried again.
 */
final class RefusingCommandBus extends SimpleCommandBus {

    private final CommandTargetResolver targets =
            AnnotationCommandTargetResolver.builder().build();

    private final CommandMeters meters;

    RefusingCommandBus(Builder builder, CommandMeters meters) {
        super(builder);
        this.meters = meters;
    }

    @Override
    protected <C, R> void doDispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        long startedAt = System.nanoTime();
        super.<C, R>doDispatch(command, (handled, result) -> {
            CommandResultMessage<? extends R> translated = translated(command, result);
            meters.ended(command.getPayloadType(), startedAt, translated);
            callback.onResult(handled, translated);
        });
    }

    private <R> CommandResultMessage<? extends R> translated(
            CommandMessage<?> command, CommandResultMessage<? extends R> result) {
        if (!result.isExceptional()) {
            return result;
        }
        return switch (result.exceptionResult()) {
            case AggregateStreamCreationException _, ConflictingModificationException _, ConcurrencyException _ ->
                refused(new Refusal.Conflict(target(command)));
            case AggregateNotFoundException _ -> refused(new Refusal.Unknown(target(command)));
            default -> result;
        };
    }

    private static <R> CommandResultMessage<R> refused(Refusal refusal) {
        return asCommandResultMessage(new CommandRefused(refusal));
    }

    private String target(CommandMessage<?> command) {
        return targets.resolveTarget(command).getIdentifier();
    }
}
