package io.talel.ops.benchmark.memory;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Present only in the API that the benchmark starts, with this module on its class path and this property set. */
@AutoConfiguration
@ConditionalOnProperty(AnswersFromMemory.DIRECTORY)
class AnswersFromMemory {

    /** Directory of the {@link StoredAnswer}s, a file for each slug. */
    static final String DIRECTORY = "talelio.benchmark.answers";

    @Bean
    MemoryController memoryController(Environment environment) {
        return new MemoryController(Path.of(environment.getRequiredProperty(DIRECTORY)));
    }
}
