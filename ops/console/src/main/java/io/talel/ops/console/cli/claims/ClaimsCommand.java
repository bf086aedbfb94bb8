package io.talel.ops.console.cli.claims;

import picocli.CommandLine.Command;

@Command(
        name = "claims",
        description = "The tables that keep e-mails, usernames and slugs unique.",
        subcommands = ClaimsRebuildCommand.class)
public final class ClaimsCommand {}
