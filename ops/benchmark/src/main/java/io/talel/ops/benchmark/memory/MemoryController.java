package io.talel.ops.benchmark.memory;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what {@code GET /v1/articles/{slug}} answered, without asking anybody. */
@RestController
class MemoryController {

    private final Path directory;
    private final Map<String, ResponseEntity<byte[]>> answers = new ConcurrentHashMap<>();

    MemoryController(Path directory) {
        this.directory = directory;
    }

    @GetMapping("/benchmark/articles/{slug}")
    ResponseEntity<byte[]> article(@PathVariable String slug) {
        return answers.computeIfAbsent(
                slug, each -> StoredAnswer.read(directory.resolve(each)).toResponse());
    }
}
