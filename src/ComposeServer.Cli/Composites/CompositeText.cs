using System.Text;
using ComposeServer.Cli.Shell;
using ComposeServer.Composites;
using ComposeServer.Composites.Format;

namespace ComposeServer.Cli.Composites;

/// <summary>Encoded composites as commands take and give them.</summary>
static class CompositeText
{
    /// <summary>So much is shown of a longer line, around the place of the problem. UTF-16 units.</summary>
    const int ExcerptLengthMax = 160;

    /// <summary>Reads an encoded composite.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="where">File or stream, for messages.</param>
    /// <exception cref="CliException">With the code of the reader.</exception>
    public static Composite Read(string json, string where)
    {
        var read = Composite.Read(Encoding.UTF8.GetBytes(json));
        return read.Value ?? throw Refusal(read.Error!, where);
    }

    /// <summary>Reads a file.</summary>
    public static async Task<Composite> ReadFileAsync(string path, CancellationToken cancel) =>
        Read(await InputText.ReadFileAsync(path, cancel), path);

    /// <summary>Reads a file, or standard input when none is named.</summary>
    /// <param name="shell">Has the input.</param>
    /// <param name="path">The file, or null.</param>
    /// <param name="missing">What is said when there is neither.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Composite> ReadAsync(
        ShellContext shell,
        string? path,
        string missing,
        CancellationToken cancel
    ) =>
        path is not null
            ? await ReadFileAsync(path, cancel)
            : await ReadInputAsync(shell, cancel) ?? throw CliException.Usage(missing);

    /// <summary>Reads standard input.</summary>
    /// <returns>Null when nothing is piped in.</returns>
    public static async Task<Composite?> ReadInputAsync(ShellContext shell, CancellationToken cancel) =>
        await shell.Input.ReadAsync(cancel) is { } json ? Read(json, "standard input") : null;

    /// <summary>Writes a composite, one line, to a file or to standard output.</summary>
    public static async Task WriteAsync(ShellContext shell, Composite composite, string? path, CancellationToken cancel)
    {
        var json = composite.ToUtf8();
        if (path is null)
            await shell.Out.WriteLineAsync(Encoding.UTF8.GetString(json));
        else
            await OutputFile.WriteAsync(path, (byte[])[.. json, (byte)'\n'], cancel);
    }

    /// <summary>The value, or the failure that the shell shows.</summary>
    public static T OrFail<T>(this CompositeResult<T> result, string where)
        where T : class => result.Value ?? throw Refusal(result.Error!, where);

    /// <summary>Tells every problem with its place: <c>file:line:column: message</c>, and the line itself.</summary>
    public static CliException Refusal(CompositeError error, string where) =>
        new(
            error.Code,
            string.Join(
                Environment.NewLine,
                (error.All.Count > 0 ? error.All : [error]).Select(problem =>
                    problem.At is { } at
                        ? $"{where}:{at.Line}:{at.Column}: {problem.Message}{Environment.NewLine}  {Excerpt(at)}"
                        : $"{where}: {problem.Message}"
                )
            )
        );

    static string Excerpt(SdlPlace at)
    {
        var line = at.SourceLine;
        if (line.Length <= ExcerptLengthMax)
            return line.Trim();
        var start = Math.Clamp(at.Column - 1 - ExcerptLengthMax / 2, 0, line.Length - ExcerptLengthMax);
        return line.Substring(start, ExcerptLengthMax).Trim();
    }
}
