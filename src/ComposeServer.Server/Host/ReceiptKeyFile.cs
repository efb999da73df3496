using System.Buffers;
using System.Security.Cryptography;
using ComposeServer.Identity.Jose;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Server.Host;

/// <summary>The key with which a server signs its receipts: 64 hexadecimal digits in a file that only its owner may read, made at the first start.</summary>
static class ReceiptKeyFile
{
    const string Name = "receipts.key";
    const int SeedBytes = 32;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <summary>The key of a server, made when it is not there.</summary>
    /// <exception cref="StartException"><c>RECEIPT_KEY_UNUSABLE</c>.</exception>
    public static ReceiptKey Open(ServerOptions options)
    {
        var path = PathOf(options);
        try
        {
            if (!File.Exists(path))
                Make(path);
            // A file that is mounted read-only can be closed already, and takes no other mode.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
                File.SetUnixFileMode(path, OwnerOnly);
            return Read(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"{path}: {fault.Message}. --receipt-key names another place for it.");
        }
    }

    /// <summary>
    /// The key of a command that works on a database without a server. Over a database of others none is made in passing: what such a command
    /// commits without one is not signed.
    /// </summary>
    /// <inheritdoc cref="Open"/>
    public static ReceiptKey? Find(ServerOptions options) =>
        options.Database is null || options.ReceiptKey is not null || File.Exists(PathOf(options))
            ? Open(options)
            : null;

    static StartException Unusable(string detail) => new("RECEIPT_KEY_UNUSABLE", detail);

    static string PathOf(ServerOptions options) => options.ReceiptKey ?? Path.Combine(options.DataDir, Name);

    static ReceiptKey Read(string path)
    {
        var seed = new byte[SeedBytes];
        try
        {
            var text = File.ReadAllText(path).Trim();
            if (text.Length != 2 * SeedBytes || Convert.FromHexString(text, seed, out _, out _) != OperationStatus.Done)
                throw Unusable(
                    $"{path} does not hold {2 * SeedBytes} hexadecimal digits. Remove it to have a new key made."
                );
            return new(new Ed25519Signer(seed));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Written beside its place and moved there, so that a start that is cut short leaves no half of a key.</summary>
    static void Make(string path)
    {
        DataFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var writer = new StreamWriter(fresh, options))
            writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SeedBytes)));
        try
        {
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another start was faster; its key is as good.
            File.Delete(fresh);
        }
    }
}
