package io.talel.gateway.feed.sitemap;

import io.talel.gateway.feed.FeedETag;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.JsonAnswers;
import io.talel.gateway.web.pool.AnswerMemory.Sender;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows search engines where articles are. */
@RestController
class SitemapController {

    private static final MediaType XML = MediaType.parseMediaType("application/xml;charset=UTF-8");

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Sitemaps sitemaps;
    private final JsonAnswers answers;

    SitemapController(Sitemaps sitemaps, JsonAnswers answers) {
        this.sitemaps = sitemaps;
        this.answers = answers;
    }

    /** All addresses if they fit into one file, else the addresses of the files. */
    @GetMapping("/sitemap.xml")
    ResponseEntity<byte[]> sitemap(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SitemapFiles files = sitemaps.files();
        if (files.count() > 1) {
            byte[] index = sitemaps.index(files);
            return answers.document(index)
                    .eTag(files.count() + "-" + Integer.toHexString(Arrays.hashCode(index)))
                    .cacheControl(JsonAnswers.FOR_EVERYBODY)
                    .contentType(XML)
                    .body(index);
        }
        return send(files.part(1), request, response);
    }

    @GetMapping("/sitemaps/{number}.xml")
    ResponseEntity<byte[]> file(@PathVariable String number, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        SitemapFiles files = sitemaps.files();
        if (!NUMBER.matcher(number).matches() || Long.parseLong(number) > files.count()) {
            throw new HttpRefusal(HttpStatus.NOT_FOUND, "Sitemap not found");
        }
        return send(files.part(Long.parseLong(number)), request, response);
    }

    /** @return an answer without headers and body if both are sent already */
    private ResponseEntity<byte[]> send(
            SitemapFiles.Part part, HttpServletRequest request, HttpServletResponse response) throws IOException {
        FeedETag tag = FeedETag.of(sitemaps.digest(part), sitemaps.site());
        HttpHeaders headers = tag.headers();
        if (tag.matches(request)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(headers)
                    .build();
        }
        headers.setContentType(XML);
        if ("HEAD".equals(request.getMethod())) {
            return ResponseEntity.ok().headers(headers).build();
        }
        sitemaps.send(part, new Answer(headers, response));
        return ResponseEntity.ok().build();
    }

    /** The headers are set with the first piece, so that a refusal before it has none of them. */
    private record Answer(HttpHeaders headers, HttpServletResponse response) implements Sender {

        @Override
        public void send(byte[] piece) throws IOException {
            headers.forEach((name, values) -> response.setHeader(name, values.getFirst()));
            response.getOutputStream().write(piece);
        }
    }
}
