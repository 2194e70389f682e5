package dev.kintsugi.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How the help of a command is laid out: its own options first, then those it shares with others, then its words in
/// whole paragraphs, so that they fill the terminal's width. Stateless.
final class HelpPage {
    private static final String SHARED = "%nCommon options:%n";

    private HelpPage() {}

    static void layOut(CommandLine command) {
        var spec = command.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(true).footer(paragraphs(spec.usageMessage().footer()));
        command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpPage::options);
    }

    private static String options(CommandLine.Help help) {
        var all = help.commandSpec().options().stream().filter(option -> !option.hidden() && heeded(help, option))
                .sorted(CommandLine.Help.createShortOptionNameComparator()).toList();
        var common = all.stream().filter(LabOptions::shared).toList();
        var own = all.stream().filter(option -> !LabOptions.shared(option)).toList();
        return list(help, own) + (common.isEmpty() ? "" : String.format(SHARED) + list(help, common));
    }

    private static boolean heeded(CommandLine.Help help, OptionSpec option) {
        return !LabOptions.shared(option) || !(help.commandSpec().userObject() instanceof Command command)
                || command.heeded().holds(option.longestName());
    }

    private static String list(CommandLine.Help help, List<OptionSpec> options) {
        var layout = help.createDefaultLayout();
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return layout.toString();
    }

    /// Lines that belong together are one; a blank line ends a paragraph, and an indented one stands for itself.
    static String[] paragraphs(String... lines) {
        var out = new ArrayList<String>();
        for (var line : lines) {
            if (!out.isEmpty() && flows(line) && flows(out.getLast())) {
                out.add(out.removeLast() + " " + line);
            } else {
                out.add(line);
            }
        }
        return out.toArray(String[]::new);
    }

    private static boolean flows(String line) {
        return !line.isEmpty() && !line.startsWith(" ") && !line.endsWith(":");
    }
}
