package io.talel.command.article;

import io.talel.command.claims.ImportedSlugClaims;
import io.talel.command.claims.WantedSlugClaims;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.eventlog.BackdatedEvents.Past;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleCommand.ImportArticle;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleEvent.ArticleRevised;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;

/** Begins articles that were written elsewhere, as of the times there. */
final class ArticleImporting {

    private final BackdatedEvents past;
    private final ImportedSlugClaims slugs;
    private final WantedSlugClaims wantedSlugs;
    private final PersonKeys keys;

    ArticleImporting(BackdatedEvents past, ImportedSlugClaims slugs, WantedSlugClaims wantedSlugs, PersonKeys keys) {
        this.past = past;
        this.slugs = slugs;
        this.wantedSlugs = wantedSlugs;
        this.keys = keys;
    }

    @CommandHandler
    void handle(ImportArticle command) {
        keys.require(command.authorId().toString());
        int number = SlugNumber.of(command.slug(), Slug.of(command.content().title()));
        slugs.claim(command.slug(), number, command.articleId());
        ArticlePublished published =
                ArticlePublished.of(command.articleId(), command.authorId(), command.slug(), number, command.content());
        past.begin(Article.class, command.articleId().toString(), List.of(new Past(published, command.publishedAt())));
    }

    @CommandHandler
    Recorded<Beginning> handle(ImportOwnArticle command) {
        // Comes first: a command that waits for a slug must hold no connection.
        WantedSlugClaims.Turn turn = wantedSlugs.await(command.slug(), command.articleId());
        keys.require(command.authorId().toString());
        String stream = command.articleId().toString();
        Optional<Past> first = past.first(stream);
        return first.isPresent() ? imported(command, first.get()) : begin(command, stream, turn.claim(1));
    }

    private static Recorded<Beginning> imported(ImportOwnArticle command, Past first) {
        if (first.event() instanceof Beginning begun
                && begun.authorId().equals(command.authorId())
                && begun.content().equals(command.content())) {
            return new Recorded<>(new StreamVersion(command.articleId().toString(), 0), first.at(), begun);
        }
        throw new CommandRefused(new Refusal.Conflict(command.articleId().toString()));
    }

    /** What an article said before its last change is not known: the change is recorded for its time. */
    private Recorded<Beginning> begin(ImportOwnArticle command, String stream, int number) {
        Beginning begun = beginning(command, SlugNumber.add(command.slug(), number), number);
        List<Past> events = new ArrayList<>(List.of(new Past(begun, command.createdAt())));
        if (command.updatedAt().isAfter(command.createdAt())) {
            events.add(new Past(ArticleRevised.of(command.articleId(), command.content()), command.updatedAt()));
        }
        past.begin(Article.class, stream, events);
        return new Recorded<>(new StreamVersion(stream, events.size() - 1L), command.createdAt(), begun);
    }

    private static Beginning beginning(ImportOwnArticle command, Slug slug, int number) {
        return command.draft()
                ? ArticleDrafted.of(command.articleId(), command.authorId(), slug, number, command.content())
                : ArticlePublished.of(command.articleId(), command.authorId(), slug, number, command.content());
    }
}
