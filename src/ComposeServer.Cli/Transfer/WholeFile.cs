namespace ComposeServer.Cli.Transfer;

/// <summary>Writes large files that appear under their name only when they are whole.</summary>
static class WholeFile
{
    const int BufferSize = 1 << 20;

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file; nothing of it stays when the work fails.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="work">Writes it.</param>
    /// <param name="isPrivate">Whether nobody else may read it.</param>
    /// <exception cref="CliException"><see cref="CliErrorCode.FileUnwritable"/>.</exception>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> work, bool isPrivate = false)
    {
        var partial = path + ".partial";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            T result;
            // One that a killed run left may have another mode.
            File.Delete(partial);
            await using (var file = new FileStream(partial, OptionsOf(isPrivate)))
            {
                result = await work(file);
                file.Flush(flushToDisk: true);
            }

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

    static FileStreamOptions OptionsOf(bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = BufferSize,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
