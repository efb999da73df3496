using System.Runtime.Versioning;
using ComposeServer.Server.Host;

namespace ComposeServer.Tests.Server.Host;

[UnsupportedOSPlatform("windows")]
public sealed class ReceiptKeyFileTests : IDisposable
{
    static readonly byte[] Hash = new byte[32];

    readonly string folder = Directory.CreateTempSubdirectory("composeserver-receipts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_key_is_made_for_its_owner_alone_and_read_again()
    {
        var options = new ServerOptions { DataDir = Path.Combine(folder, "data") };

        using var made = ReceiptKeyFile.Open(options);
        using var read = ReceiptKeyFile.Open(options);

        var file = Assert.Single(Directory.EnumerateFiles(options.DataDir));
        Assert.Equal("receipts.key", Path.GetFileName(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(made.Sign(Hash).Signer, read.Sign(Hash).Signer);
        Assert.True(made.Sign(Hash).Holds(Hash));
    }

    [Fact]
    public void A_server_over_a_database_of_others_signs_too_and_a_command_makes_no_key_in_passing()
    {
        var options = new ServerOptions { DataDir = folder, Database = "Host=elsewhere" };

        Assert.Null(ReceiptKeyFile.Find(options));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        using var named = ReceiptKeyFile.Find(options with { ReceiptKey = Path.Combine(folder, "my.key") });
        using var made = ReceiptKeyFile.Open(options);
        using var found = ReceiptKeyFile.Find(options);

        Assert.Equal(made.Sign(Hash).Signer, found!.Sign(Hash).Signer);
        Assert.NotEqual(made.Sign(Hash).Signer, named!.Sign(Hash).Signer);
    }

    [Fact]
    public void A_key_that_others_can_read_is_closed_to_them()
    {
        var path = Path.Combine(folder, "receipts.key");
        File.WriteAllText(path, new string('1', 64) + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var key = ReceiptKeyFile.Open(new() { DataDir = folder });

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_place_where_no_key_can_be_made_is_named()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<StartException>(() =>
            ReceiptKeyFile.Open(new() { ReceiptKey = Path.Combine(file, "receipts.key") })
        );

        Assert.Equal("RECEIPT_KEY_UNUSABLE", refused.Code);
        Assert.Contains("--receipt-key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    public void A_file_that_holds_something_else_is_named(string text)
    {
        var path = Path.Combine(folder, "receipts.key");
        File.WriteAllText(path, text);

        var refused = Assert.Throws<StartException>(() => ReceiptKeyFile.Open(new() { DataDir = folder }));

        Assert.Equal("RECEIPT_KEY_UNUSABLE", refused.Code);
        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
    }
}
