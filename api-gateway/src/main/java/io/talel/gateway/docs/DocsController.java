package io.talel.gateway.docs;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class DocsController {

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> openApi() {
        return DocsFile.OPENAPI.answer();
    }

    @GetMapping("/docs")
    ResponseEntity<byte[]> page() {
        return DocsFile.PAGE.answer();
    }

    @GetMapping("/docs/docs.css")
    ResponseEntity<byte[]> style() {
        return DocsFile.STYLE.answer();
    }

    @GetMapping("/docs/docs.js")
    ResponseEntity<byte[]> script() {
        return DocsFile.SCRIPT.answer();
    }
}
