using System.Text;

namespace ComposeServer.Cli.Shell;

/// <summary>Reads text from files and pipes, within a bound.</summary>
static class InputText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A whole file.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.FileUnreadable"/>.</exception>
    public static async Task<string> ReadFileAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await ReadAsync(file, ProcessInput.BytesMax, path, cancel);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>All that a stream gives, without a byte order mark.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="bytesMax">One byte more is refused.</param>
    /// <param name="name">For messages.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string> ReadAsync(Stream source, int bytesMax, string name, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await source.ReadAsync(buffer, cancel)) > 0)
        {
            if (held.Length + read > bytesMax)
                throw new CliException(CliErrorCode.FileUnreadable, $"{name}: larger than {bytesMax} bytes");
            held.Write(buffer, 0, read);
        }

        try
        {
            return Strict.GetString(held.GetBuffer(), 0, (int)held.Length).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{name}: not UTF-8", fault);
        }
    }
}
