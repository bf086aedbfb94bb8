package io.talel.gateway.auth.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106), in the notation of its reference implementation: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}. The memory of a hash is reused for the next one. Garbage collection would cost
 * a quarter of the time of a hash, and pauses of all threads. Hashes at the same time do not share memory: blocks from one pool
 * would lie scattered, and a hash take a tenth longer.
 */
final class Argon2 {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern NOTATION =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(?<memory>\\d{1,7}),t=(?<iterations>\\d{1,3}),"
                    + "p=(?<parallelism>\\d{1,3})\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<hash>[A-Za-z0-9+/]{22,86})");

    private final Cost cost;
    private final Queue<BlockPool> free = new ConcurrentLinkedQueue<>();
    private final SecureRandom random = new SecureRandom();

    /** @param cost of new hashes */
    Argon2(Cost cost) {
        this.cost = cost;
    }

    /**
     * What a hash costs.
     *
     * @param memory in KiB, at least eight times the parallelism
     * @param iterations 1 or more
     * @param parallelism lanes, 1 or more
     */
    record Cost(int memory, int iterations, int parallelism) {

        /** What OWASP recommends: 19 MiB, two iterations, one lane. */
        static final Cost OF_NEW_HASHES = new Cost(19_456, 2, 1);

        boolean isLessThan(Cost other) {
            return memory < other.memory || iterations < other.iterations;
        }
    }

    private record Hash(Cost cost, byte[] salt, byte[] bytes) {

        static Optional<Hash> parse(String text) {
            Matcher form = NOTATION.matcher(text);
            return form.matches()
                    ? Optional.of(new Hash(
                            new Cost(
                                    Integer.parseInt(form.group("memory")),
                                    Integer.parseInt(form.group("iterations")),
                                    Integer.parseInt(form.group("parallelism"))),
                            Base64.getDecoder().decode(form.group("salt")),
                            Base64.getDecoder().decode(form.group("hash"))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                    .formatted(
                            cost.memory(),
                            cost.iterations(),
                            cost.parallelism(),
                            base64.encodeToString(salt),
                            base64.encodeToString(bytes));
        }
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Hash(cost, salt, compute(password, cost, salt, HASH_BYTES)).toString();
    }

    /** @return false also for a text that is no hash */
    boolean matches(String password, String hash) {
        return Hash.parse(hash)
                .filter(known -> MessageDigest.isEqual(
                        known.bytes(), compute(password, known.cost(), known.salt(), known.bytes().length)))
                .isPresent();
    }

    /** Whether the hash is weaker than a new one, or no hash. */
    boolean isWeak(String hash) {
        return Hash.parse(hash).filter(known -> !known.cost().isLessThan(cost)).isEmpty();
    }

    private byte[] compute(String password, Cost cost, byte[] salt, int length) {
        BlockPool pool = Optional.ofNullable(free.poll()).orElseGet(() -> new FixedBlockPool(this.cost.memory()));
        try {
            return compute(password, cost, salt, length, pool);
        } finally {
            free.add(pool);
        }
    }

    private static byte[] compute(String password, Cost cost, byte[] salt, int length, BlockPool pool) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(pool)
                .build());
        byte[] computed = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), computed);
        return computed;
    }
}
