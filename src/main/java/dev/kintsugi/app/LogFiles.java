package dev.kintsugi.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.hook.DefaultShutdownHook;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.util.FileSize;
import org.jspecify.annotations.Nullable;

/// The log is for programs: JSON lines in a file, rotated. What people should read is printed by the commands. Told in Java,
/// since reading the same from XML is a good part of the start of a short command.
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogFiles extends ContextAwareBase implements Configurator {
    /// The system property that names the folder, `logs` when it is not set.
    static final String FOLDER = "kintsugi.logs";
    /// The system property that names the level of the lab's own lines, `INFO` when it is not set.
    static final String LEVEL = "kintsugi.log.level";

    private static final FileSize LARGEST = new FileSize(10 * FileSize.MB_COEFFICIENT);
    private static final FileSize ALL = new FileSize(200 * FileSize.MB_COEFFICIENT);
    private static final int DAYS = 14;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener());
        context.getLogger("dev.kintsugi").setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(aside(context, new Late(context, System.getProperty(FOLDER, "logs"))));
        writeAllAtTheEnd(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static RollingFileAppender<ILoggingEvent> file(LoggerContext context, String folder) {
        var file = new RollingFileAppender<ILoggingEvent>();
        file.setContext(context);
        file.setName("FILE");
        file.setFile(folder + "/kintsugi.jsonl");
        var rolling = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(folder + "/kintsugi.%d{yyyy-MM-dd}.%i.jsonl.gz");
        rolling.setMaxFileSize(LARGEST);
        rolling.setMaxHistory(DAYS);
        rolling.setTotalSizeCap(ALL);
        rolling.start();
        file.setRollingPolicy(rolling);
        file.setEncoder(lines(context));
        file.start();
        return file;
    }

    private static JsonEncoder lines(LoggerContext context) {
        var lines = new JsonEncoder();
        lines.setContext(context);
        lines.setWithFormattedMessage(true);
        lines.setWithMessage(false);
        lines.setWithArguments(false);
        lines.setWithContext(false);
        lines.setWithSequenceNumber(false);
        lines.setWithNanoseconds(false);
        lines.start();
        return lines;
    }

    /// Opens the file with the first line: to learn how it is rotated is a tenth of the start of a short command. Used by one
    /// thread.
    private static final class Late extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final String folder;
        private @Nullable RollingFileAppender<ILoggingEvent> file;

        Late(LoggerContext context, String folder) {
            this.folder = folder;
            setContext(context);
            start();
        }

        @Override
        protected void append(ILoggingEvent line) {
            var opened = file;
            if (opened == null) {
                opened = file((LoggerContext) context, folder);
                file = opened;
            }
            opened.doAppend(line);
        }

        @Override
        public void stop() {
            if (file != null) {
                file.stop();
            }
            super.stop();
        }
    }

    /// Who logs does not wait for the disk. Nothing is left out.
    private static AsyncAppender aside(LoggerContext context, Late file) {
        var aside = new AsyncAppender();
        aside.setContext(context);
        aside.setName("ASIDE");
        aside.setQueueSize(1024);
        aside.setDiscardingThreshold(0);
        aside.addAppender(file);
        aside.start();
        return aside;
    }

    private static void writeAllAtTheEnd(LoggerContext context) {
        var hook = new DefaultShutdownHook();
        hook.setContext(context);
        var last = new Thread(hook, "logs");
        context.putObject(CoreConstants.SHUTDOWN_HOOK_THREAD, last);
        Runtime.getRuntime().addShutdownHook(last);
    }
}
