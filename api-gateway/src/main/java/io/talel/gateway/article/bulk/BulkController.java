package io.talel.gateway.article.bulk;

import io.talel.gateway.auth.caller.RateLimited;
import io.talel.gateway.auth.caller.RateLimitedAction;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.web.parameter.BooleanParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The articles of the caller as one file, and articles out of such files. */
@RestController
@RequestMapping("/accounts/me")
class BulkController {

    private final ArticleExport export;
    private final ArticleImport imports;

    BulkController(ArticleExport export, ArticleImport imports) {
        this.export = export;
        this.imports = imports;
    }

    /** Writes the answer itself. */
    @GetMapping("/export/articles")
    @RateLimited(RateLimitedAction.READ_ACCOUNT)
    void export(SignedIn author, HttpServletResponse response) throws IOException {
        export.send(author, response);
    }

    /** Writes the answer itself. A repeat finds what the first attempt has recorded, so it takes no key. */
    @PostMapping("/import/articles")
    @RateLimited(RateLimitedAction.UPLOAD)
    void importArticles(
            SignedIn author,
            @RequestParam(defaultValue = "auto") String format,
            @RequestParam(name = "dry_run", defaultValue = "false") String dryRun,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        imports.take(author, format, BooleanParameter.in("dry_run", dryRun), request, response);
    }
}
