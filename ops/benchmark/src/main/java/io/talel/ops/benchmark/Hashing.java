package io.talel.ops.benchmark;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Hashes one password over and over, by the library and with the parameters of OWASP that the product uses. */
final class Hashing implements Operation {

    private static final byte[] PASSWORD = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALT = new byte[16];
    private static final int MEMORY = 19_456;
    private static final int ITERATIONS = 2;

    private final Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withSalt(SALT)
            .withMemoryAsKB(MEMORY)
            .withIterations(ITERATIONS)
            .withParallelism(1)
            .withBlockPool(new FixedBlockPool(MEMORY))
            .build();

    @Override
    public void run() {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(parameters);
        argon2.generateBytes(PASSWORD, new byte[32]);
    }
}
