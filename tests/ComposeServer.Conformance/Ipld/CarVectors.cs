using ComposeServer.Conformance.Vectors;
using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;

namespace ComposeServer.Conformance.Ipld;

sealed class CarVectors : VectorClaims
{
    public CarVectors()
        : base("car.json")
    {
        Claim(A_recorded_file_reads_and_writes_back_to_the_same_bytes);
        Claim(A_recorded_file_streams_in_and_out);
    }

    static void A_recorded_file_reads_and_writes_back_to_the_same_bytes(VectorCase one)
    {
        var bytes = one.Json.Hex("car");

        Assert.True(CarFile.TryRead(bytes, CarLimits.Default, out var car, out var error), error.Code);

        Assert.Equal(one.Json.Texts("roots"), car.Roots.Select(root => root.ToString()));
        Assert.Equal(
            one.Json.GetProperty("blocks").EnumerateArray().Select(block => (block.Text("cid"), block.Text("hex"))),
            car.Blocks.Select(block => (block.Cid.ToString(), Convert.ToHexStringLower(block.Bytes.Span)))
        );
        Assert.Equal(bytes, car.ToBytes());
        Assert.Equal(one.Json.Text("multibase"), Multibase.Encode('u', bytes));
    }

    static async Task A_recorded_file_streams_in_and_out(VectorCase one, CancellationToken cancel)
    {
        Assert.True(Multibase.TryDecode(one.Json.Text("multibase"), out var bytes));
        using var source = new MemoryStream(bytes);
        using var target = new MemoryStream();

        var reader = await CarReader.OpenAsync(source, CarLimits.Default, cancel);
        using var writer = new CarWriter(target, reader.Roots);
        while (await reader.ReadAsync(cancel))
            await writer.WriteAsync(reader.Current, cancel);
        await writer.FlushAsync(cancel);

        Assert.Null(reader.Error);
        Assert.Equal(bytes, target.ToArray());
    }
}
