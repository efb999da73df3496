namespace ComposeServer.Cli.Transfer;

/// <summary>Writes large files that appear under their name only when they are whole.</summary>
static class WholeFile
{
    const int BufferSize = 1 << 20;

    /// <summary>Writes a file; nothing of it stays when the work fails.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.FileUnwritable"/>.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> work)
    {
        var partial = path + ".partial";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            T result;
            await using (
                var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize)
            )
                result = await work(file);
            File.Move(partial, path, overwrite: true);
            return result;
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnwritable, $"{path}: {fault.Message}", fault);
        }
        finally
        {
            // Gone already when all went well.
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }
}
