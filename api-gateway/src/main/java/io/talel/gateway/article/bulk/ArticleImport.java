package io.talel.gateway.article.bulk;

import io.talel.gateway.article.bulk.ImportReport.Entry;
import io.talel.gateway.article.bulk.ImportReport.Result;
import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import io.talel.gateway.article.bulk.archive.ZipFiles;
import io.talel.gateway.article.bulk.source.SourceEntry;
import io.talel.gateway.article.bulk.source.SourceEntry.Broken;
import io.talel.gateway.article.bulk.source.SourceEntry.Other;
import io.talel.gateway.article.bulk.source.SourceEntry.Passed;
import io.talel.gateway.article.bulk.source.SourceEntry.Post;
import io.talel.gateway.article.bulk.source.SourceFormat;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.image.ImportedImages;
import io.talel.gateway.image.UploadDirectory;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.WebSettings;
import io.talel.gateway.web.body.BodyStream;
import io.talel.gateway.web.pool.BodySpace;
import io.talel.gateway.web.pool.FairPool;
import io.talel.gateway.work.LongRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Receives a file on disk and imports its posts one after the other, each by itself. */
@Component
final class ArticleImport {

    private static final Logger LOG = LoggerFactory.getLogger(ArticleImport.class);

    /** Browsers of Windows have a name of their own for a zip, and WXR is RSS. */
    private static final Set<String> TYPES = Set.of(
            "application/zip",
            "application/x-zip-compressed",
            "application/json",
            "application/xml",
            "text/xml",
            "application/rss+xml");

    /** Most imports at once: each has an article and a picture in memory. */
    private static final int MAX_CONCURRENT = 2;

    /** Most posts of a file. */
    private static final int MAX_POSTS = 10_000;

    /** Most types of other things that are told apart. */
    private static final int MAX_TYPES = 100;

    /** The upload, and the picture that is being read. */
    private static final int FILES = 2;

    private final ImportSettings settings;
    private final BodySpace space;
    private final ImportedArticles articles;
    private final JsonMapper json;
    private final String api;
    private final LongRequests turns;

    ArticleImport(
            ImportSettings settings,
            BodySpace space,
            ImportedArticles articles,
            WebSettings addresses,
            JsonMapper json,
            Clock clock) {
        space.expect(settings.maxUpload().toBytes(), FILES);
        this.settings = settings;
        this.space = space;
        this.articles = articles;
        this.json = json;
        this.api = addresses.apiBaseUrl().toString();
        this.turns = new LongRequests(clock, MAX_CONCURRENT);
    }

    /**
     * Answers with an {@link ImportReport}. An import that must make room for another one breaks off; the next one finds what it has
     * recorded.
     *
     * @param format of the file; {@code auto} detects it
     * @throws HttpRefusal if the file as a whole cannot be imported
     */
    void take(SignedIn author, String format, boolean dryRun, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        requireKnownType(request.getContentType());
        turns.requireRoom(author.userId());
        long most = settings.maxUpload().toBytes();
        try (FairPool.Share share = space.take(request, most, FILES);
                UploadDirectory directory = UploadDirectory.create()) {
            Path upload = directory.file(0);
            try (InputStream in = BodyStream.of(request, most, ArticleImport::tooLarge)) {
                Files.copy(in, upload);
            }
            share.received(space.onDisk(Files.size(upload), FILES));
            space.resize(share, Files.size(upload) + ImportedImages.MAX_BYTES, FILES);
            try (LongRequests.Turn turn = turns.begin(author.userId());
                    SourceFiles files =
                            ZipFiles.open(upload, settings.maxUnpacked().toBytes())) {
                SourceFormat found = SourceFormat.of(format, files);
                ImportedArticles.Job job =
                        new ImportedArticles.Job(author, dryRun, files, directory.file(1), api, turn);
                new Answer(found, job, response).send();
            }
        } catch (Unreadable e) {
            throw new HttpRefusal(HttpStatus.BAD_REQUEST, "The file " + e.reason());
        }
    }

    /** Browsers send these types across origins only after a preflight. The format is detected by the bytes. */
    private static void requireKnownType(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(Objects.requireNonNullElse(contentType, ""));
            if (TYPES.contains(type.getType() + "/" + type.getSubtype())) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            LOG.debug("A file has no type", e);
        }
        throw new HttpRefusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type must be application/zip, application/x-zip-compressed, application/json, application/xml,"
                        + " text/xml or application/rss+xml");
    }

    private static HttpRefusal tooLarge() {
        return new HttpRefusal(HttpStatus.CONTENT_TOO_LARGE, "The file is too large");
    }

    /** An answer under way. It begins with the first post, so a file that cannot be read at all is still refused. */
    private final class Answer {

        private final SourceFormat format;
        private final ImportedArticles.Job job;
        private final HttpServletResponse response;
        private final List<Entry> passed = new ArrayList<>();
        private final Map<Other, Integer> others = new LinkedHashMap<>();
        private @Nullable ImportReport report;
        private int posts;

        Answer(SourceFormat format, ImportedArticles.Job job, HttpServletResponse response) {
            this.format = format;
            this.job = job;
            this.response = response;
        }

        private void send() throws IOException {
            ImportedArticles.Run run = articles.begin(job);
            try {
                format.source(api).read(job.files(), entry -> add(run, entry));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (Unreadable e) {
                if (report == null) {
                    throw e;
                }
                LOG.debug("An upload cannot be read to its end", e);
                report.add(Entry.of("the rest", Result.FAILED, e.reason()));
            }
            if (report == null) {
                throw new Unreadable("holds no posts");
            }
            ImportReport whole = report;
            passed.forEach(whole::add);
            others.forEach((other, count) ->
                    whole.add(Entry.of(count + " of type " + other.type(), Result.SKIPPED, other.reason()), count));
            job.files().unsafeNames().stream()
                    .limit(MAX_POSTS)
                    .forEach(name -> whole.add(Entry.of(name, Result.FAILED, "has a name that is not allowed")));
            whole.end(run.newImages());
        }

        private ImportReport begun() throws IOException {
            ImportReport present = report;
            if (present == null) {
                present = ImportReport.begin(json, format, job.dryRun(), response);
                report = present;
            }
            return present;
        }

        private void add(ImportedArticles.Run run, SourceEntry entry) throws IOException {
            job.requireTurn();
            switch (entry) {
                case Passed file -> passed.add(Entry.of(file.path(), Result.SKIPPED, file.reason()));
                case Other other -> count(other);
                case Broken broken -> next().add(Entry.of(broken.path(), Result.FAILED, broken.reason()));
                case Post post -> next().add(run.take(post));
            }
        }

        private ImportReport next() throws IOException {
            posts++;
            if (posts > MAX_POSTS) {
                throw new Unreadable("10,000 entries reached; split the file");
            }
            return begun();
        }

        private void count(Other other) {
            boolean isKnown = others.containsKey(other) || others.size() < MAX_TYPES;
            others.merge(isKnown ? other : new Other("another kind", other.reason()), 1, Integer::sum);
        }
    }
}
