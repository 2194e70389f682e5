package dev.kintsugi.cli;

/// What stands under the list of commands. Stateless.
final class Help {
    static final String[] FOOTER = {"",
            "Settings come from the command line, then the environment, then what the workbench saved.",
            "", "Environment:", "  AI_BASE_URL              address of an OpenAI-compatible provider",
            "  AI_API_KEY               its key; else the key file (kintsugi doctor names it)",
            "  AI_MODEL                 the model to ask",
            "  AI_ENCODING              how tokens are counted: cl100k_base, o200k_base,",
            "                           p50k_base, r50k_base",
            "  FAILURE_MODE             force this mode on every turn; normal for none",
            "  PROBABILISTIC_FAILURES   true: failures by chance. Default false",
            "  FAILURE_RATE_MULTIPLIER  multiplies every chance. Default 1.0",
            "  RECOVERY_POLICY          none, standard, conversational, watch, supervised,",
            "                           or a file",
            "  LOG_LEVEL                error, warn, info, debug, trace. Default info",
            "  DATABASE_URL             the Postgres that keeps everything:",
            "                           postgresql://user:password@host:5432/name",
            "  REDIS_URL                the Redis that keeps session state:",
            "                           redis://user:password@host:6379/0",
            "  OTEL_EXPORTER_OTLP_ENDPOINT",
            "                           where a trace of each turn is sent",
            "  NO_COLOR, COLUMNS        no colours; the width of a line",
            "  TOXIC_PROB, ERROR_PROB, TOOL_LIMIT, PROMPT_LIMIT",
            "                           how often errands lets tools fail, and tries again", "",
            "Exit codes: 0 success, 1 a check failed, 2 usage or configuration, 3 internal, 130 and 143 stopped."};

    private Help() {}
}
