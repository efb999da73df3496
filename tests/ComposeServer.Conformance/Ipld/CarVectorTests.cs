using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;

namespace ComposeServer.Conformance.Ipld;

public class CarVectorTests
{
    const string File = "car.json";

    public static TheoryData<string> Cases => VectorFile.CaseNames(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_recorded_file_reads_and_writes_back_to_the_same_bytes(string name)
    {
        var vector = VectorFile.Case(File, name);
        var bytes = Convert.FromHexString(vector.GetProperty("car").GetString()!);

        Assert.True(CarFile.TryRead(bytes, CarLimits.Default, out var car, out var error), error.Code);

        Assert.Equal(
            vector.GetProperty("roots").EnumerateArray().Select(root => root.GetString()),
            car.Roots.Select(root => root.ToString())
        );
        Assert.Equal(
            vector
                .GetProperty("blocks")
                .EnumerateArray()
                .Select(block => (block.GetProperty("cid").GetString(), block.GetProperty("hex").GetString())),
            car.Blocks.Select(block =>
                ((string?)block.Cid.ToString(), (string?)Convert.ToHexStringLower(block.Bytes.Span))
            )
        );
        Assert.Equal(bytes, car.ToBytes());
        Assert.Equal(vector.GetProperty("multibase").GetString(), Multibase.Encode('u', bytes));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_recorded_file_streams_in_and_out(string name)
    {
        Assert.True(
            Multibase.TryDecode(VectorFile.Case(File, name).GetProperty("multibase").GetString(), out var bytes)
        );
        using var source = new MemoryStream(bytes);
        using var target = new MemoryStream();

        var reader = await CarReader.OpenAsync(source, CarLimits.Default, CancellationToken.None);
        using var writer = new CarWriter(target, reader.Roots);
        while (await reader.ReadAsync(CancellationToken.None))
            await writer.WriteAsync(reader.Current, CancellationToken.None);
        await writer.FlushAsync(CancellationToken.None);

        Assert.Null(reader.Error);
        Assert.Equal(bytes, target.ToArray());
    }
}
