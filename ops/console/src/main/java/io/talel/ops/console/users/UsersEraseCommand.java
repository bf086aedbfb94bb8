package io.talel.ops.console.users;

import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.MessageMetaData;
import io.talel.kernel.user.AccountQuery.FindAccount;
import io.talel.kernel.user.AccountView;
import io.talel.kernel.user.ArticlesOfRemoved;
import io.talel.kernel.user.UserCommand.RemoveUser;
import io.talel.kernel.user.UserId;
import io.talel.ops.console.command.Change;
import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Refused;
import io.talel.ops.console.command.Sides;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "erase",
        description =
                "Erases a person for ever, as they could themselves: their key is deleted at once, so that nobody reads"
                        + " their personal data again, and their names become free. Nodes then end their sessions and remove"
                        + " their images, and their articles if that is wished.",
        mixinStandardHelpOptions = true)
final class UsersEraseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Number of the user.")
    private long id;

    @Option(
            names = "--articles",
            paramLabel = "WHAT",
            defaultValue = "keep",
            description = "keep (default): they stay under the name of a deleted user; or remove.")
    private What articles = What.keep;

    @Mixin
    private final Change change = new Change();

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    enum What {
        keep,
        remove;

        ArticlesOfRemoved ofRemoved() {
            return ArticlesOfRemoved.valueOf(name().toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Integer call() throws SQLException, IOException {
        if (id < 1) {
            throw new ParameterException(spec.commandLine(), "ID must be a positive number");
        }
        Console console = Console.of(spec);
        UserId user = new UserId(id);
        return change.run(
                console,
                output,
                "users erase %d --articles %s".formatted(id, articles),
                "%s is erased for ever; their articles are %s."
                        .formatted(user, articles == What.keep ? "kept" : "removed"),
                () -> {
                    try (Sides sides = Sides.start(console.settings())) {
                        requireThere(sides, user);
                    }
                },
                () -> {
                    try (Sides sides = Sides.start(console.settings())) {
                        requireThere(sides, user);
                        sides.get(CommandGateway.class)
                                .sendAndWait(asCommandMessage(new RemoveUser(user, articles.ofRemoved()))
                                        .andMetaData(Map.of(
                                                MessageMetaData.ACTOR,
                                                "operator " + console.operator().name())));
                    }
                    return new Change.Done(
                            "%s is erased; nodes remove what is left of them.".formatted(user),
                            Map.of("user", id, "articles", articles.name()));
                });
    }

    private static void requireThere(Sides sides, UserId user) {
        if (sides.get(QueryGateway.class)
                .query(new FindAccount(user), ResponseTypes.optionalInstanceOf(AccountView.class))
                .join()
                .isEmpty()) {
            throw new Refused("there is no %s, or they were erased already".formatted(user));
        }
    }
}
