package io.talel.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.AwaitVersion;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.ListEventsOf;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamEvent;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.PublishArticle;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.Markdown;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.Location;
import io.talel.kernel.user.UserCommand.ChangeLocation;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserCommand.RequestEmailChange;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.UserQuery.FindUserById;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final UserId ADA = new UserId(7);
    private static final PublishArticle PUBLISH =
            new PublishArticle(new ArticleId(1), ADA, ArticleContent.of(new Title("Hello"), new Markdown("")));

    private static final RegisterUser REGISTER = new RegisterUser(ADA, new Email("a@b.c"), new Username("ada"));

    private static final ArticleRemoved REMOVED = new ArticleRemoved(new ArticleId(1));

    private final SimpleCommandBus commandBus = SimpleCommandBus.builder().build();
    private final SimpleQueryBus queryBus = SimpleQueryBus.builder().build();
    private final Commands commands = new Commands(
            DefaultCommandGateway.builder().commandBus(commandBus).build(),
            new Queries(DefaultQueryGateway.builder().queryBus(queryBus).build()),
            Duration.ofSeconds(3));

    private final List<CommandMessage<?>> sent = new ArrayList<>();
    private final List<AwaitVersion> awaited = new ArrayList<>();

    @BeforeEach
    void the_write_side_records_every_command() {
        for (Class<?> command : List.of(RegisterUser.class, PublishArticle.class)) {
            commandBus.subscribe(command.getName(), message -> {
                sent.add(message);
                return new Recorded<>(
                        new StreamVersion("stream-" + sent.size(), 3), Instant.EPOCH, message.getPayload());
            });
        }
    }

    @Test
    void a_publication_goes_out_in_the_name_of_its_actor_and_its_caller_waits_until_it_is_visible() {
        readModelSays(true);
        StreamVersion position = commands.record(ADA, PUBLISH).position();
        assertThat(position).isEqualTo(new StreamVersion("stream-1", 3));
        assertThat(sent.getFirst().getMetaData()).containsEntry(MessageMetaData.ACTOR, "user-7");
        assertThat(awaited).isEmpty();

        commands.awaitVisible(position);
        assertThat(awaited).singleElement().satisfies(query -> {
            assertThat(query.position()).isEqualTo(new StreamVersion("stream-1", 3));
            assertThat(query.timeoutMillis()).isBetween(1L, 3000L);
        });
    }

    @Test
    void the_actor_of_a_registration_is_anonymous_and_it_is_awaited() {
        readModelSays(true);
        commands.send(REGISTER);
        assertThat(sent.getFirst().getMetaData()).containsEntry(MessageMetaData.ACTOR, "anonymous");
        assertThat(awaited).extracting(AwaitVersion::position).containsExactly(new StreamVersion("stream-1", 3));
    }

    @Test
    void a_write_is_answered_though_the_read_model_is_late() {
        readModelSays(false);
        assertThat(commands.send(REGISTER)).isNotNull();
    }

    @Test
    void a_write_is_answered_though_the_read_model_is_down() {
        assertThat(commands.send(REGISTER)).isNotNull();
    }

    @Test
    void the_images_of_one_upload_go_out_together_and_each_is_awaited() {
        readModelSays(true);
        commandBus.subscribe(UploadImages.class.getName(), message -> ((UploadImages) message.getPayload())
                .images().stream()
                        .map(image ->
                                new Recorded<>(new StreamVersion(image.imageId().toString(), 0), Instant.EPOCH, image))
                        .toList());
        UploadImages uploads = new UploadImages(
                ADA, LongStream.rangeClosed(1, 3).mapToObj(CommandsTest::image).toList());
        List<Recorded<ImageUploaded>> recorded = commands.send(ADA, uploads);
        assertThat(recorded)
                .extracting(each -> each.position().stream())
                .containsExactly("image-1", "image-2", "image-3");
        assertThat(awaited)
                .extracting(query -> query.position().stream())
                .containsExactly("image-1", "image-2", "image-3");
    }

    @Test
    void an_upload_waits_for_its_owner_too_if_they_are_not_shown_yet() {
        readModelSays(true);
        queryBus.subscribe(FindUserById.class.getName(), UserView.class, _ -> null);
        commandBus.subscribe(UploadImages.class.getName(), _ -> List.of());

        commands.send(ADA, new UploadImages(ADA, List.of()));

        assertThat(awaited).extracting(AwaitVersion::position).containsExactly(new StreamVersion("user-7", 0));
    }

    @Test
    void a_change_goes_out_in_the_name_of_its_actor_and_is_awaited() {
        readModelSays(true);
        commandBus.subscribe(ChangeLocation.class.getName(), message -> {
            sent.add(message);
            return new StreamVersion("user-7", 4);
        });
        assertThat(commands.send(ADA, new ChangeLocation(ADA, Location.NONE)))
                .isEqualTo(new StreamVersion("user-7", 4));
        assertThat(sent.getFirst().getMetaData()).containsEntry(MessageMetaData.ACTOR, "user-7");
        assertThat(awaited).extracting(AwaitVersion::position).containsExactly(new StreamVersion("user-7", 4));
    }

    @Test
    void a_command_with_a_password_carries_the_generation_of_the_password() {
        readModelSays(true);
        commandBus.subscribe(RequestEmailChange.class.getName(), message -> {
            sent.add(message);
            return new StreamVersion("user-7", 4);
        });
        commands.send(ADA, 2, new RequestEmailChange(ADA, new Email("a@b.c")));
        assertThat(sent.getFirst().getMetaData())
                .containsEntry(MessageMetaData.ACTOR, "user-7")
                .containsEntry(MessageMetaData.PASSWORD_GENERATION, 2);
    }

    @Test
    void a_refusal_arrives_as_it_was_thrown() {
        commandBus.subscribe(PublishArticle.class.getName(), _ -> {
            throw new CommandRefused(new Refusal.Conflict("article-1"));
        });
        assertThatThrownBy(() -> commands.record(ADA, PUBLISH)).isInstanceOf(CommandRefused.class);
    }

    @Test
    void what_an_earlier_command_recorded_is_read_from_the_log_and_awaited() {
        readModelSays(true);
        StreamVersion position = new StreamVersion("article-1", 0);
        queryBus.subscribe(ListEventsOf.class.getName(), StreamEvent[].class, message -> {
            ListEventsOf query = (ListEventsOf) message.getPayload();
            return query.stream().equals("article-1")
                    ? new StreamEvent[] {
                        new StreamEvent("article-1", 0, Instant.EPOCH, "ArticleRemoved", REMOVED),
                        new StreamEvent("article-1", 1, Instant.MAX, "ArticleRemoved", REMOVED)
                    }
                    : new StreamEvent[0];
        });
        assertThat(commands.recorded("article-1", ArticleRemoved.class))
                .contains(new Recorded<>(position, Instant.EPOCH, REMOVED));
        assertThat(commands.recorded("article-2", ArticleRemoved.class)).isEmpty();
        assertThat(awaited).extracting(AwaitVersion::position).containsExactly(position);
    }

    private void readModelSays(boolean visible) {
        queryBus.subscribe(AwaitVersion.class.getName(), Boolean.class, message -> {
            awaited.add((AwaitVersion) message.getPayload());
            return visible;
        });
    }

    private static NewImage image(long number) {
        StoredImage stored = new StoredImage("key", ImageFormat.PNG, 1, "0".repeat(64), 1, 1);
        return new NewImage(new ImageId(number), new ImageFileName(number + ".png"), stored);
    }
}
