package io.talel.ops.backup.keys;

import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.outcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs manifests with Ed25519 and the keys of {@code BACKUP_SIGNING_KEY_FILE}: the first key signs, all of them
 * verify. A signature is one line: algorithm, id of the key, signature in base64.
 */
public final class SigningKeys {

    private static final String VARIABLE = "BACKUP_SIGNING_KEY_FILE";
    private static final String ALGORITHM = "ed25519";

    private final List<Ed25519PrivateKeyParameters> keys;

    private SigningKeys(List<Ed25519PrivateKeyParameters> keys) {
        this.keys = keys;
    }

    /** @throws Refused if there is no key: unsigned backups are neither written nor trusted */
    public static SigningKeys of(Map<String, String> variables) throws IOException {
        List<byte[]> seeds = KeyFile.named(VARIABLE, variables);
        if (seeds.isEmpty()) {
            throw new Refused(VARIABLE + " is not set: backups are always signed");
        }
        return new SigningKeys(
                seeds.stream().map(Ed25519PrivateKeyParameters::new).toList());
    }

    public byte[] sign(byte[] manifest) {
        Ed25519PrivateKeyParameters key = keys.getFirst();
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(manifest, 0, manifest.length);
        return line(key, signer.generateSignature());
    }

    /** @throws Damaged if no key of the file made this signature */
    public void verify(BackupId id, byte[] manifest, byte[] signature) throws Damaged {
        String[] parts =
                new String(signature, StandardCharsets.US_ASCII).strip().split(" ");
        if (parts.length != 3 || !parts[0].equals(ALGORITHM)) {
            throw new Damaged(id, "the signature of its manifest is malformed");
        }
        Ed25519PrivateKeyParameters key = keys.stream()
                .filter(known -> id(known).equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new Damaged(
                        id, "its manifest is signed by a key that is not in %s: %s".formatted(VARIABLE, parts[1])));
        if (!isValid(key, manifest, signature, parts[2])) {
            throw new Damaged(id, "its manifest was changed: the signature does not match");
        }
    }

    /** Compares the line, too: base64 has several spellings of the same bytes, and only one was written. */
    private static boolean isValid(Ed25519PrivateKeyParameters key, byte[] manifest, byte[] line, String inBase64) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, key.generatePublicKey());
        verifier.update(manifest, 0, manifest.length);
        try {
            byte[] signature = Base64.getDecoder().decode(inBase64);
            return verifier.verifySignature(signature) && Arrays.equals(line, line(key, signature));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] line(Ed25519PrivateKeyParameters key, byte[] signature) {
        return String.join(" ", ALGORITHM, id(key), Base64.getEncoder().encodeToString(signature) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String id(Ed25519PrivateKeyParameters key) {
        return Hash.of(key.generatePublicKey().getEncoded()).substring(0, 16);
    }
}
