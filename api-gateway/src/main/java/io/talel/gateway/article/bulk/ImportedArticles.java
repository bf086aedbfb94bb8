package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.ImportReport.Entry;
import io.talel.gateway.article.bulk.ImportReport.Result;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.TalelioPosts;
import io.talel.gateway.auth.caller.SessionCheck;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.crypto.ImportedIds;
import io.talel.gateway.image.ImportedImages;
import io.talel.gateway.web.ImageUrls;
import io.talel.gateway.work.LongRequests;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Recorded;
import io.talel.kernel.article.ArticleCommand.ImportOwnArticle;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleView;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Records posts as articles. The number of an article is computed from the identity of its post, so a repeated import finds it. */
@Component
final class ImportedArticles {

    private final Commands commands;
    private final Queries queries;
    private final ImportedImages pictures;
    private final ImageUrls addresses;
    private final SessionCheck sessions;
    private final Clock clock;

    ImportedArticles(
            Commands commands,
            Queries queries,
            ImportedImages pictures,
            ImageUrls addresses,
            SessionCheck sessions,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.pictures = pictures;
        this.addresses = addresses;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A file to import.
     *
     * @param dryRun whether to report only and record nothing
     * @param scratch file for the picture that is being read
     * @param api address of this service
     * @param turn after which the import breaks off
     */
    record Job(SignedIn author, boolean dryRun, SourceFiles files, Path scratch, String api, LongRequests.Turn turn) {

        /** Ends the import, and with it the connection, if it has to make room for another one. */
        void requireTurn() {
            if (turn.isOver()) {
                throw new UncheckedIOException(new IOException("The import had to make room for another one"));
            }
        }
    }

    Run begin(Job job) {
        return new Run(job);
    }

    /** One import. */
    final class Run {

        private final Job job;
        private final UserId author;
        private final DryRun plan = new DryRun(queries);
        private final PostPictures images;

        private Run(Job job) {
            this.job = job;
            this.author = job.author().userId();
            this.images = new PostPictures(job, plan, pictures, addresses);
        }

        /** Pictures that were taken in, or would be. */
        int newImages() {
            return images.added();
        }

        /** Refusals of one post are its result; other failures end the import. */
        Entry take(Post post) {
            sessions.require(job.author());
            try {
                Instant now = clock.instant();
                Set<String> unused = new HashSet<>();
                PostContent content =
                        PostContent.of(post, text -> images.replaceLinks(post, text, false, unused), now, unused);
                return exported(post, content).orElseGet(() -> {
                    ArticleId id = id(post);
                    return imported(id, post, content).orElseGet(() -> created(id, post, now));
                });
            } catch (Unreadable e) {
                return Entry.of(post.path(), Result.FAILED, e.reason());
            } catch (InvalidValue e) {
                return Entry.of(post.path(), Result.FAILED, "does not fit: " + e.getMessage());
            } catch (CommandRefused e) {
                return Entry.of(post.path(), Result.FAILED, "was changed by another request; import the file again");
            }
        }

        /** An article of this author that was exported here. Asks the log, since rows may be late. */
        private Optional<Entry> exported(Post post, PostContent content) {
            return TalelioPosts.exported(job.api(), post)
                    .flatMap(this::begun)
                    .filter(this::isOwn)
                    .flatMap(begun -> Optional.of(own(begun))
                            .filter(own -> isOf(post, begun, own))
                            .map(own -> compared(post, content, own)));
        }

        private Optional<Recorded<Beginning>> begun(ArticleId id) {
            return commands.recorded(id.toString(), Beginning.class);
        }

        private boolean isOwn(Recorded<Beginning> begun) {
            return begun.event().authorId().equals(author);
        }

        private OwnArticle own(Recorded<Beginning> begun) {
            return queries.find(new FindOwnArticle(begun.event().articleId(), Integer.MAX_VALUE), OwnArticle.class)
                    .orElseThrow(() -> new Unreadable("cannot be compared now; import it again"));
        }

        /**
         * Whether it is the exported article: another system at the same address gives the same numbers to other articles. A draft
         * that was published since is the same.
         */
        private static boolean isOf(Post post, Recorded<Beginning> begun, OwnArticle own) {
            return begun.at().equals(post.createdAt())
                    || own.article().orElseThrow().createdAt().equals(post.createdAt());
        }

        private static boolean says(ArticleView article, PostContent content) {
            return article.content().equals(content.content());
        }

        private boolean isShown(ArticleView article, PostContent content) {
            return queries.find(new FindArticleById(article.id()), ArticleWithNeighbours.class)
                    .filter(shown -> says(shown.article(), content))
                    .isPresent();
        }

        private Entry compared(Post post, PostContent content, OwnArticle own) {
            ArticleView article = own.article().orElseThrow();
            boolean isSame = says(article, content) || (own.unpublishedEdits() && isShown(article, content));
            return existing(post, own, isSame, "is here with another text; edit that article");
        }

        /** An article of an earlier import, compared with the text of that import; later edits do not count. */
        private Optional<Entry> imported(ArticleId id, Post post, PostContent content) {
            String otherwise = "was imported before with another text; edit that article";
            return plan.article(id)
                    .map(planned -> existing(
                            post,
                            planned.slug(),
                            planned.says(content.content()) && planned.draft() == content.draft(),
                            otherwise))
                    .or(() -> begun(id)
                            .map(begun -> existing(
                                    post,
                                    own(begun),
                                    begun.event().content().equals(content.content())
                                            && begun.event() instanceof ArticleDrafted
                                                    == (content.draft() || wasToCome(post, begun)),
                                    otherwise)));
        }

        /** Whether that import made a draft of it because of its date. */
        private static boolean wasToCome(Post post, Recorded<Beginning> begun) {
            return post.createdAt() != null && post.createdAt().isAfter(begun.at());
        }

        private static Entry existing(Post post, OwnArticle own, boolean isSame, String otherwise) {
            Slug slug = own.article().orElseThrow().slug();
            return own.status() == ArticleStatus.REMOVED
                    ? existing(post, slug, false, "is in the trash here; restore it")
                    : existing(post, slug, isSame, otherwise);
        }

        private static Entry existing(Post post, Slug slug, boolean isSame, String otherwise) {
            return isSame
                    ? new Entry(post.path(), Result.UNCHANGED, slug.value(), null, List.of())
                    : new Entry(post.path(), Result.SKIPPED, slug.value(), otherwise, List.of());
        }

        private ArticleId id(Post post) {
            return new ArticleId(
                    ImportedIds.of(author.toString(), post.identity(), number -> begun(new ArticleId(number))
                            .filter(begun -> !isOwn(begun))
                            .isPresent()));
        }

        private Entry created(ArticleId id, Post post, Instant now) {
            Set<String> remarks = new LinkedHashSet<>(post.remarks());
            PostContent content =
                    PostContent.of(post, text -> images.replaceLinks(post, text, true, remarks), now, remarks);
            Slug slug = job.dryRun() ? plan.add(id, content) : recorded(id, content);
            if (!slug.equals(content.slug())) {
                remarks.add("The slug '" + content.slug() + "' is taken: it gets a number");
            }
            return new Entry(post.path(), Result.CREATED, slug.value(), null, List.copyOf(remarks));
        }

        private Slug recorded(ArticleId id, PostContent content) {
            Recorded<Beginning> begun = commands.record(
                    author,
                    new ImportOwnArticle(
                            id,
                            author,
                            content.slug(),
                            content.content(),
                            content.draft(),
                            content.createdAt(),
                            content.updatedAt()));
            commands.awaitVisible(begun.position());
            return begun.event().slug();
        }
    }
}
