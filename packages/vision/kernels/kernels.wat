;; Loops over pixels, sixteen or eight at a time. All arguments are numbers: where planes begin in the memory, sizes and
;; positions in pixels. Rows are packed. A plane has at least 16 bytes before it and behind it, so that a vector may reach over
;; its ends when it is read. What each function is for stands in pixels.ts.
(module
  (memory (import "pixels" "memory") 1)

  ;; |a - b|, unsigned bytes
  (func $distance (param $a v128) (param $b v128) (result v128)
    (i8x16.sub
      (i8x16.max_u (local.get $a) (local.get $b))
      (i8x16.min_u (local.get $a) (local.get $b))))

  ;; A quarter of the sum of the differences across the pixels at $at, rounded down.
  (func $allowance (param $at i32) (param $width i32) (result v128)
    (local $p v128) (local $q v128)
    (local.set $p (call $distance
      (v128.load (i32.add (local.get $at) (i32.const 1)))
      (v128.load (i32.sub (local.get $at) (i32.const 1)))))
    (local.set $q (call $distance
      (v128.load (i32.add (local.get $at) (local.get $width)))
      (v128.load (i32.sub (local.get $at) (local.get $width)))))
    ;; avgr rounds up: take that back where the sum is odd.
    (i8x16.shr_u
      (i8x16.sub
        (i8x16.avgr_u (local.get $p) (local.get $q))
        (v128.and (v128.xor (local.get $p) (local.get $q)) (i8x16.splat (i32.const 1))))
      (i32.const 1)))

  ;; All ones in the first $count bytes.
  (func $first (param $count i32) (result v128)
    (i8x16.lt_u
      (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
      (i8x16.splat (select (local.get $count) (i32.const 16) (i32.lt_s (local.get $count) (i32.const 16))))))

  ;; The largest of sixteen bytes.
  (func $largest (param $v v128) (result i32)
    (local.set $v (i8x16.max_u (local.get $v)
      (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v))))
    (local.set $v (i8x16.max_u (local.get $v) (i64x2.shr_u (local.get $v) (i32.const 32))))
    (local.set $v (i8x16.max_u (local.get $v) (i64x2.shr_u (local.get $v) (i32.const 16))))
    (local.set $v (i8x16.max_u (local.get $v) (i64x2.shr_u (local.get $v) (i32.const 8))))
    (i8x16.extract_lane_u 0 (local.get $v)))

  (func (export "halve") (param $from i32) (param $stride i32) (param $to i32) (param $width i32) (param $height i32)
    (local $y i32) (local $x i32) (local $a i32) (local $b i32) (local $sum v128)
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (local.get $height)))
      (local.set $a (i32.add (local.get $from) (i32.mul (i32.shl (local.get $y) (i32.const 1)) (local.get $stride))))
      (local.set $b (i32.add (local.get $a) (local.get $stride)))
      (local.set $x (i32.const 0))
      (block $tail (loop $eight
        (br_if $tail (i32.gt_s (i32.add (local.get $x) (i32.const 8)) (local.get $width)))
        (local.set $sum (i16x8.shr_u
          (i16x8.add
            (i16x8.add
              (i16x8.extadd_pairwise_i8x16_u (v128.load (local.get $a)))
              (i16x8.extadd_pairwise_i8x16_u (v128.load (local.get $b))))
            (i16x8.splat (i32.const 2)))
          (i32.const 2)))
        (v128.store64_lane 0 (i32.add (local.get $to) (local.get $x))
          (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $x (i32.add (local.get $x) (i32.const 8)))
        (br $eight)))
      (block $end (loop $one
        (br_if $end (i32.ge_s (local.get $x) (local.get $width)))
        (i32.store8 (i32.add (local.get $to) (local.get $x))
          (i32.shr_u
            (i32.add
              (i32.add
                (i32.add (i32.load8_u (local.get $a)) (i32.load8_u offset=1 (local.get $a)))
                (i32.add (i32.load8_u (local.get $b)) (i32.load8_u offset=1 (local.get $b))))
              (i32.const 2))
            (i32.const 2)))
        (local.set $a (i32.add (local.get $a) (i32.const 2)))
        (local.set $b (i32.add (local.get $b) (i32.const 2)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br $one)))
      (local.set $to (i32.add (local.get $to) (local.get $width)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; v / 2 + (255 - u) / 2; $count is a multiple of 16.
  (func (export "warmth") (param $u i32) (param $v i32) (param $to i32) (param $count i32)
    (local $i i32)
    (block $done (loop $next
      (br_if $done (i32.ge_s (local.get $i) (local.get $count)))
      (v128.store (i32.add (local.get $to) (local.get $i))
        (i8x16.add
          (i8x16.shr_u (v128.load (i32.add (local.get $v) (local.get $i))) (i32.const 1))
          (i8x16.shr_u (v128.not (v128.load (i32.add (local.get $u) (local.get $i)))) (i32.const 1))))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br $next))))

  ;; How many bytes differ by more than $tolerance, counted until there are $enough; $count is a multiple of 16.
  (func (export "differing") (param $a i32) (param $b i32) (param $count i32) (param $tolerance i32) (param $enough i32)
    (result i32)
    (local $i i32) (local $found i32) (local $limit v128)
    (local.set $limit (i8x16.splat (local.get $tolerance)))
    (block $done (loop $next
      (br_if $done (i32.ge_s (local.get $i) (local.get $count)))
      (local.set $found (i32.add (local.get $found)
        (i32.popcnt (i8x16.bitmask (i8x16.gt_u
          (call $distance
            (v128.load (i32.add (local.get $a) (local.get $i)))
            (v128.load (i32.add (local.get $b) (local.get $i))))
          (local.get $limit))))))
      (br_if $done (i32.ge_s (local.get $found) (local.get $enough)))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br $next)))
    (local.get $found))

  ;; Every second row of the rectangle. The result is the largest difference in luma, and 256 times that in warmth.
  (func (export "largest")
    (param $luma i32) (param $warmth i32) (param $otherLuma i32) (param $otherWarmth i32) (param $width i32)
    (param $x0 i32) (param $y0 i32) (param $x1 i32) (param $y1 i32) (param $step i32) (param $uneven i32) (result i32)
    (local $x i32) (local $i i32) (local $mask v128) (local $d v128) (local $mostLuma v128) (local $mostWarmth v128)
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y0) (local.get $y1)))
      (local.set $x (local.get $x0))
      (block $end (loop $eight
        (br_if $end (i32.ge_s (local.get $x) (local.get $x1)))
        (local.set $i (i32.add (i32.mul (local.get $y0) (local.get $width)) (local.get $x)))
        (local.set $mask (call $first (i32.sub (local.get $x1) (local.get $x))))
        (local.set $d (call $distance
          (v128.load64_zero (i32.add (local.get $luma) (local.get $i)))
          (v128.load64_zero (i32.add (local.get $otherLuma) (i32.add (local.get $i) (local.get $step))))))
        (if (local.get $uneven) (then
          (local.set $d (i8x16.sub_sat_u (local.get $d)
            (call $allowance (i32.add (local.get $luma) (local.get $i)) (local.get $width))))))
        (local.set $mostLuma (i8x16.max_u (local.get $mostLuma) (v128.and (local.get $d) (local.get $mask))))
        (local.set $d (call $distance
          (v128.load64_zero (i32.add (local.get $warmth) (local.get $i)))
          (v128.load64_zero (i32.add (local.get $otherWarmth) (i32.add (local.get $i) (local.get $step))))))
        (local.set $mostWarmth (i8x16.max_u (local.get $mostWarmth) (v128.and (local.get $d) (local.get $mask))))
        (local.set $x (i32.add (local.get $x) (i32.const 8)))
        (br $eight)))
      (local.set $y0 (i32.add (local.get $y0) (i32.const 2)))
      (br $rows)))
    (i32.or
      (call $largest (local.get $mostLuma))
      (i32.shl (call $largest (local.get $mostWarmth)) (i32.const 8))))

  ;; Differences in the rectangle: luma's, or $gain / 64 of warmth's where that is larger.
  (func (export "compare")
    (param $luma i32) (param $warmth i32) (param $otherLuma i32) (param $otherWarmth i32) (param $to i32) (param $width i32)
    (param $x0 i32) (param $y0 i32) (param $x1 i32) (param $y1 i32) (param $step i32) (param $uneven i32)
    (param $certain i32) (param $gain i32)
    (local $x i32) (local $i i32) (local $d v128) (local $w v128) (local $gains v128)
    (local.set $gains (i16x8.splat (local.get $gain)))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y0) (local.get $y1)))
      (local.set $x (local.get $x0))
      (block $end (loop $sixteen
        (br_if $end (i32.ge_s (local.get $x) (local.get $x1)))
        (local.set $i (i32.add (i32.mul (local.get $y0) (local.get $width)) (local.get $x)))
        (local.set $d (call $distance
          (v128.load (i32.add (local.get $luma) (local.get $i)))
          (v128.load (i32.add (local.get $otherLuma) (i32.add (local.get $i) (local.get $step))))))
        (if (local.get $uneven) (then
          (local.set $d (v128.bitselect
            (i8x16.sub_sat_u (local.get $d)
              (call $allowance (i32.add (local.get $luma) (local.get $i)) (local.get $width)))
            (local.get $d)
            (i8x16.gt_u (local.get $d) (i8x16.splat (local.get $certain)))))))
        (local.set $w (call $distance
          (v128.load (i32.add (local.get $warmth) (local.get $i)))
          (v128.load (i32.add (local.get $otherWarmth) (i32.add (local.get $i) (local.get $step))))))
        (local.set $w (i8x16.narrow_i16x8_u
          (i16x8.shr_u (i16x8.mul (i16x8.extend_low_i8x16_u (local.get $w)) (local.get $gains)) (i32.const 6))
          (i16x8.shr_u (i16x8.mul (i16x8.extend_high_i8x16_u (local.get $w)) (local.get $gains)) (i32.const 6))))
        ;; What lies behind the rectangle stays as it is.
        (v128.store (i32.add (local.get $to) (local.get $i))
          (v128.bitselect
            (i8x16.max_u (local.get $d) (local.get $w))
            (v128.load (i32.add (local.get $to) (local.get $i)))
            (call $first (i32.sub (local.get $x1) (local.get $x)))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br $sixteen)))
      (local.set $y0 (i32.add (local.get $y0) (i32.const 1)))
      (br $rows))))

  ;; The smaller of each pair of bytes goes to $low, the larger to $high; $count is a multiple of 16.
  (func (export "order") (param $low i32) (param $high i32) (param $count i32)
    (local $i i32) (local $a v128) (local $b v128)
    (block $done (loop $next
      (br_if $done (i32.ge_s (local.get $i) (local.get $count)))
      (local.set $a (v128.load (i32.add (local.get $low) (local.get $i))))
      (local.set $b (v128.load (i32.add (local.get $high) (local.get $i))))
      (if (v128.any_true (v128.or (local.get $a) (local.get $b))) (then
        (v128.store (i32.add (local.get $low) (local.get $i)) (i8x16.min_u (local.get $a) (local.get $b)))
        (v128.store (i32.add (local.get $high) (local.get $i)) (i8x16.max_u (local.get $a) (local.get $b)))))
      (local.set $i (i32.add (local.get $i) (i32.const 16)))
      (br $next))))

  ;; 1 where anything among the nine pixels around is over the threshold, else 0. $width is at least 16.
  (func (export "dilate") (param $from i32) (param $to i32) (param $width i32) (param $height i32) (param $threshold i32)
    (local $y i32) (local $x i32) (local $at i32) (local $above i32) (local $below i32) (local $limit v128) (local $most v128)
    (local.set $limit (i8x16.splat (local.get $threshold)))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (local.get $height)))
      (local.set $above (select (i32.const 0) (local.get $width) (i32.eqz (local.get $y))))
      (local.set $below (select (i32.const 0) (local.get $width)
        (i32.eq (i32.add (local.get $y) (i32.const 1)) (local.get $height))))
      (local.set $x (i32.const 0))
      (loop $sixteen
        (local.set $at (i32.add (local.get $from) (local.get $x)))
        (local.set $most (i8x16.max_u
          (i8x16.max_u
            (v128.load (i32.sub (local.get $at) (local.get $above)))
            (v128.load (i32.add (local.get $at) (local.get $below))))
          (v128.load (local.get $at))))
        (local.set $at (i32.sub (local.get $at) (i32.const 1)))
        (local.set $most (i8x16.max_u (local.get $most) (i8x16.max_u
          (i8x16.max_u
            (v128.load (i32.sub (local.get $at) (local.get $above)))
            (v128.load (i32.add (local.get $at) (local.get $below))))
          (v128.load (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (local.set $most (i8x16.max_u (local.get $most) (i8x16.max_u
          (i8x16.max_u
            (v128.load (i32.sub (local.get $at) (local.get $above)))
            (v128.load (i32.add (local.get $at) (local.get $below))))
          (v128.load (local.get $at)))))
        (v128.store (i32.add (local.get $to) (local.get $x))
          (v128.and (i8x16.gt_u (local.get $most) (local.get $limit)) (i8x16.splat (i32.const 1))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        ;; The last sixteen may overlap those before.
        (if (i32.lt_s (local.get $x) (local.get $width)) (then
          (if (i32.gt_s (local.get $x) (i32.sub (local.get $width) (i32.const 16)))
            (then (local.set $x (i32.sub (local.get $width) (i32.const 16)))))
          (br $sixteen))))
      (local.set $from (i32.add (local.get $from) (local.get $width)))
      (local.set $to (i32.add (local.get $to) (local.get $width)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; Any of 2 x 2, into $width x $height.
  (func (export "gather") (param $from i32) (param $stride i32) (param $to i32) (param $width i32) (param $height i32)
    (local $y i32) (local $x i32) (local $a i32) (local $b i32) (local $v v128)
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (local.get $height)))
      (local.set $a (i32.add (local.get $from) (i32.mul (i32.shl (local.get $y) (i32.const 1)) (local.get $stride))))
      (local.set $b (i32.add (local.get $a) (local.get $stride)))
      (local.set $x (i32.const 0))
      (block $tail (loop $eight
        (br_if $tail (i32.gt_s (i32.add (local.get $x) (i32.const 8)) (local.get $width)))
        (local.set $v (v128.or (v128.load (local.get $a)) (v128.load (local.get $b))))
        (local.set $v (v128.and
          (v128.or (local.get $v) (i16x8.shr_u (local.get $v) (i32.const 8)))
          (i16x8.splat (i32.const 255))))
        (v128.store64_lane 0 (i32.add (local.get $to) (local.get $x)) (i8x16.narrow_i16x8_u (local.get $v) (local.get $v)))
        (local.set $a (i32.add (local.get $a) (i32.const 16)))
        (local.set $b (i32.add (local.get $b) (i32.const 16)))
        (local.set $x (i32.add (local.get $x) (i32.const 8)))
        (br $eight)))
      (block $end (loop $one
        (br_if $end (i32.ge_s (local.get $x) (local.get $width)))
        (i32.store8 (i32.add (local.get $to) (local.get $x))
          (i32.or
            (i32.or (i32.load8_u (local.get $a)) (i32.load8_u offset=1 (local.get $a)))
            (i32.or (i32.load8_u (local.get $b)) (i32.load8_u offset=1 (local.get $b)))))
        (local.set $a (i32.add (local.get $a) (i32.const 2)))
        (local.set $b (i32.add (local.get $b) (i32.const 2)))
        (local.set $x (i32.add (local.get $x) (i32.const 1)))
        (br $one)))
      (local.set $to (i32.add (local.get $to) (local.get $width)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; Difference of the eight bytes at $a and $b, signed.
  (func $slope (param $a i32) (param $b i32) (result v128)
    (i16x8.sub (v128.load8x8_u (local.get $a)) (v128.load8x8_u (local.get $b))))

  ;; Sums of squares of the first four, and the last four, of two vectors of eight.
  (func $squaresLow (param $x v128) (param $y v128) (result v128)
    (local.set $x (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $x) (local.get $y)))
    (i32x4.dot_i16x8_s (local.get $x) (local.get $x)))
  (func $squaresHigh (param $x v128) (param $y v128) (result v128)
    (local.set $x (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $x) (local.get $y)))
    (i32x4.dot_i16x8_s (local.get $x) (local.get $x)))

  ;; $gain / 64 of a vector of eight, rounded.
  (func $scaled (param $v v128) (param $gain i32) (result v128)
    (i16x8.shr_s
      (i16x8.add (i16x8.mul (local.get $v) (i16x8.splat (local.get $gain))) (i16x8.splat (i32.const 32)))
      (i32.const 6)))

  (func $root (param $v v128) (result v128)
    (i32x4.trunc_sat_f32x4_u (f32x4.sqrt (f32x4.convert_i32x4_s (local.get $v)))))

  ;; Gradients where the mask, of half the size where $shift is 1, is not 0; $warmth is 0 where there is none. $width is at
  ;; least 8. $gx, $gy and $magnitude are words of 16 bits; the magnitude is 0 where there is no edge, and at the picture's border.
  (func (export "gradients")
    (param $luma i32) (param $warmth i32) (param $mask i32) (param $maskWidth i32) (param $shift i32)
    (param $width i32) (param $height i32) (param $gain i32) (param $least i32)
    (param $gx i32) (param $gy i32) (param $magnitude i32)
    (local $y i32) (local $x i32) (local $i i32) (local $at i32) (local $marked v128)
    (local $dx v128) (local $dy v128) (local $low v128) (local $high v128)
    (local $wx v128) (local $wy v128) (local $wLow v128) (local $wHigh v128)
    (local.set $y (i32.const 1))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (i32.sub (local.get $height) (i32.const 1))))
      (local.set $x (i32.const 0))
      (loop $eight
        (local.set $i (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $x)))
        (local.set $at (i32.add (local.get $mask) (i32.add
          (i32.mul (i32.shr_u (local.get $y) (local.get $shift)) (local.get $maskWidth))
          (i32.shr_u (local.get $x) (local.get $shift)))))
        (local.set $marked (v128.load64_zero (local.get $at)))
        (if (local.get $shift) (then
          (local.set $marked
            (i8x16.shuffle 0 0 1 1 2 2 3 3 16 16 16 16 16 16 16 16 (local.get $marked) (v128.const i64x2 0 0)))))
        (if (v128.any_true (local.get $marked))
          (then
            (local.set $at (i32.add (local.get $luma) (local.get $i)))
            (local.set $dx (call $slope (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $at) (i32.const 1))))
            (local.set $dy (call $slope (i32.add (local.get $at) (local.get $width)) (i32.sub (local.get $at) (local.get $width))))
            (local.set $low (call $squaresLow (local.get $dx) (local.get $dy)))
            (local.set $high (call $squaresHigh (local.get $dx) (local.get $dy)))
            (if (local.get $warmth) (then
              (local.set $at (i32.add (local.get $warmth) (local.get $i)))
              (local.set $wx (call $scaled
                (call $slope (i32.add (local.get $at) (i32.const 1)) (i32.sub (local.get $at) (i32.const 1)))
                (local.get $gain)))
              (local.set $wy (call $scaled
                (call $slope (i32.add (local.get $at) (local.get $width)) (i32.sub (local.get $at) (local.get $width)))
                (local.get $gain)))
              (local.set $wLow (call $squaresLow (local.get $wx) (local.get $wy)))
              (local.set $wHigh (call $squaresHigh (local.get $wx) (local.get $wy)))
              ;; Where warmth has the stronger edge
              (local.set $wx (v128.bitselect (local.get $wx) (local.get $dx)
                (i16x8.narrow_i32x4_s
                  (i32x4.gt_s (local.get $wLow) (local.get $low)) (i32x4.gt_s (local.get $wHigh) (local.get $high)))))
              (local.set $dy (v128.bitselect (local.get $wy) (local.get $dy)
                (i16x8.narrow_i32x4_s
                  (i32x4.gt_s (local.get $wLow) (local.get $low)) (i32x4.gt_s (local.get $wHigh) (local.get $high)))))
              (local.set $dx (local.get $wx))
              (local.set $low (i32x4.max_s (local.get $low) (local.get $wLow)))
              (local.set $high (i32x4.max_s (local.get $high) (local.get $wHigh)))))
            (v128.store (i32.add (local.get $gx) (i32.shl (local.get $i) (i32.const 1))) (local.get $dx))
            (v128.store (i32.add (local.get $gy) (i32.shl (local.get $i) (i32.const 1))) (local.get $dy))
            (v128.store (i32.add (local.get $magnitude) (i32.shl (local.get $i) (i32.const 1)))
              (v128.and
                (v128.and
                  (i16x8.narrow_i32x4_u (call $root (local.get $low)) (call $root (local.get $high)))
                  (i16x8.narrow_i32x4_s
                    (i32x4.ge_s (local.get $low) (i32x4.splat (local.get $least)))
                    (i32x4.ge_s (local.get $high) (i32x4.splat (local.get $least)))))
                (i16x8.ne (i16x8.extend_low_i8x16_u (local.get $marked)) (v128.const i64x2 0 0)))))
          (else
            (v128.store (i32.add (local.get $magnitude) (i32.shl (local.get $i) (i32.const 1))) (v128.const i64x2 0 0))))
        (local.set $x (i32.add (local.get $x) (i32.const 8)))
        (if (i32.lt_s (local.get $x) (local.get $width)) (then
          (if (i32.gt_s (local.get $x) (i32.sub (local.get $width) (i32.const 8)))
            (then (local.set $x (i32.sub (local.get $width) (i32.const 8)))))
          (br $eight))))
      (local.set $i (i32.shl (i32.mul (local.get $y) (local.get $width)) (i32.const 1)))
      (i32.store16 (i32.add (local.get $magnitude) (local.get $i)) (i32.const 0))
      (i32.store16
        (i32.add (local.get $magnitude) (i32.add (local.get $i) (i32.shl (i32.sub (local.get $width) (i32.const 1)) (i32.const 1))))
        (i32.const 0))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; One vote more for the pixel at (x, y), in parts of 65536, unless that is at the border or outside.
  (func $cast (param $votes i32) (param $width i32) (param $height i32) (param $x i32) (param $y i32)
    (local.set $x (i32.shr_s (i32.add (local.get $x) (i32.const 32768)) (i32.const 16)))
    (local.set $y (i32.shr_s (i32.add (local.get $y) (i32.const 32768)) (i32.const 16)))
    ;; Less than one wraps around to far outside.
    (if (i32.or
          (i32.ge_u (i32.sub (local.get $x) (i32.const 1)) (i32.sub (local.get $width) (i32.const 2)))
          (i32.ge_u (i32.sub (local.get $y) (i32.const 1)) (i32.sub (local.get $height) (i32.const 2))))
      (then (return)))
    (local.set $votes (i32.add (local.get $votes) (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $x))))
    (i32.store8 (local.get $votes) (i32.add (i32.load8_u (local.get $votes)) (i32.const 1))))

  ;; Each pixel on the ridge of an edge votes for centres on both sides of it: for each of $count radii (32-bit numbers at
  ;; $radii, in parts of 256 of a pixel, at most 16 pixels) in a plane of its own; the planes begin $area bytes apart.
  (func (export "vote")
    (param $gx i32) (param $gy i32) (param $magnitude i32) (param $width i32) (param $height i32)
    (param $radii i32) (param $count i32) (param $votes i32) (param $area i32)
    (local $y i32) (local $x i32) (local $lane i32) (local $i i32) (local $m i32) (local $along i32) (local $k i32) (local $plane i32)
    (local $nx i32) (local $ny i32) (local $r i32) (local $dx i32) (local $dy i32) (local $fx i32) (local $fy i32)
    (local.set $y (i32.const 2))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (i32.sub (local.get $height) (i32.const 2))))
      (local.set $fy (i32.shl (local.get $y) (i32.const 16)))
      (local.set $x (i32.const 2))
      (block $end (loop $eight
        (br_if $end (i32.ge_s (local.get $x) (i32.sub (local.get $width) (i32.const 2))))
        (if (v128.any_true (v128.load (i32.add (local.get $magnitude)
              (i32.shl (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $x)) (i32.const 1)))))
          (then
            (local.set $lane (local.get $x))
            (block $last (loop $lanes
              (br_if $last (i32.ge_s (local.get $lane) (i32.add (local.get $x) (i32.const 8))))
              (br_if $last (i32.ge_s (local.get $lane) (i32.sub (local.get $width) (i32.const 2))))
              (local.set $i (i32.shl (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $lane)) (i32.const 1)))
              (block $skip
                (local.set $m (i32.load16_u (i32.add (local.get $magnitude) (local.get $i))))
                (br_if $skip (i32.eqz (local.get $m)))
                ;; The direction, in parts of 65536
                (local.set $nx (i32.div_s
                  (i32.shl (i32.load16_s (i32.add (local.get $gx) (local.get $i))) (i32.const 16)) (local.get $m)))
                (local.set $ny (i32.div_s
                  (i32.shl (i32.load16_s (i32.add (local.get $gy) (local.get $i))) (i32.const 16)) (local.get $m)))
                ;; Thin edges: only the ridge of the gradient votes.
                (local.set $along (i32.shl
                  (i32.add
                    (i32.mul
                      (i32.shr_s (i32.add (local.get $ny) (i32.const 32768)) (i32.const 16))
                      (local.get $width))
                    (i32.shr_s (i32.add (local.get $nx) (i32.const 32768)) (i32.const 16)))
                  (i32.const 1)))
                (br_if $skip (i32.gt_u
                  (i32.load16_u (i32.add (local.get $magnitude) (i32.add (local.get $i) (local.get $along)))) (local.get $m)))
                (br_if $skip (i32.gt_u
                  (i32.load16_u (i32.add (local.get $magnitude) (i32.sub (local.get $i) (local.get $along)))) (local.get $m)))
                (local.set $fx (i32.shl (local.get $lane) (i32.const 16)))
                (local.set $plane (local.get $votes))
                (local.set $k (i32.const 0))
                (loop $each
                  (local.set $r (i32.load (i32.add (local.get $radii) (i32.shl (local.get $k) (i32.const 2)))))
                  (local.set $dx (i32.shr_s (i32.mul (local.get $r) (local.get $nx)) (i32.const 8)))
                  (local.set $dy (i32.shr_s (i32.mul (local.get $r) (local.get $ny)) (i32.const 8)))
                  (call $cast (local.get $plane) (local.get $width) (local.get $height)
                    (i32.add (local.get $fx) (local.get $dx)) (i32.add (local.get $fy) (local.get $dy)))
                  (call $cast (local.get $plane) (local.get $width) (local.get $height)
                    (i32.sub (local.get $fx) (local.get $dx)) (i32.sub (local.get $fy) (local.get $dy)))
                  (local.set $plane (i32.add (local.get $plane) (local.get $area)))
                  (local.set $k (i32.add (local.get $k) (i32.const 1)))
                  (br_if $each (i32.lt_s (local.get $k) (local.get $count)))))
              (local.set $lane (i32.add (local.get $lane) (i32.const 1)))
              (br $lanes)))))
        (local.set $x (i32.add (local.get $x) (i32.const 8)))
        (br $eight)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; Sums of three bytes side by side, kept at 255.
  (func $three (param $at i32) (result v128)
    (i8x16.add_sat_u
      (i8x16.add_sat_u (v128.load (i32.sub (local.get $at) (i32.const 1))) (v128.load (local.get $at)))
      (v128.load (i32.add (local.get $at) (i32.const 1)))))

  ;; Writes the indices (32 bits each) of the pixels off the border that have at least $least and, with the eight around them, at
  ;; least $leastSum, of which 255 is the most; $capacity of them at most. The result is how many.
  (func (export "peaks")
    (param $from i32) (param $width i32) (param $height i32) (param $least i32) (param $leastSum i32)
    (param $to i32) (param $capacity i32) (result i32)
    (local $y i32) (local $x i32) (local $at i32) (local $bits i32) (local $found i32) (local $lower v128) (local $lowerSum v128)
    (local.set $lower (i8x16.splat (local.get $least)))
    (local.set $lowerSum (i8x16.splat (local.get $leastSum)))
    (local.set $y (i32.const 1))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (i32.sub (local.get $height) (i32.const 1))))
      (local.set $x (i32.const 1))
      (block $end (loop $sixteen
        (br_if $end (i32.ge_s (local.get $x) (i32.sub (local.get $width) (i32.const 1))))
        (local.set $at (i32.add (local.get $from) (i32.add (i32.mul (local.get $y) (local.get $width)) (local.get $x))))
        (local.set $bits (i8x16.bitmask (v128.and
          (i8x16.ge_u (v128.load (local.get $at)) (local.get $lower))
          (call $first (i32.sub (i32.sub (local.get $width) (i32.const 1)) (local.get $x))))))
        (if (local.get $bits) (then
          (local.set $bits (i32.and (local.get $bits) (i8x16.bitmask (i8x16.ge_u
            (i8x16.add_sat_u
              (i8x16.add_sat_u (call $three (i32.sub (local.get $at) (local.get $width))) (call $three (local.get $at)))
              (call $three (i32.add (local.get $at) (local.get $width))))
            (local.get $lowerSum)))))
          (block $none (loop $bit
            (br_if $none (i32.eqz (local.get $bits)))
            (br_if $done (i32.ge_s (local.get $found) (local.get $capacity)))
            (i32.store (i32.add (local.get $to) (i32.shl (local.get $found) (i32.const 2)))
              (i32.add (i32.sub (local.get $at) (local.get $from)) (i32.ctz (local.get $bits))))
            (local.set $found (i32.add (local.get $found) (i32.const 1)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $bit)))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br $sixteen)))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows)))
    (local.get $found))

  ;; For fractions of a pixel in 32nds, four of them: the weights of the pixel before and the one behind, as pairs of words.
  (func $across (param $f v128) (result v128)
    (i32x4.sub
      (v128.or (i32x4.shl (local.get $f) (i32.const 16)) (v128.const i32x4 32 32 32 32))
      (local.get $f)))
  (func $down (param $f v128) (result v128)
    (v128.or (i32x4.shl (local.get $f) (i32.const 16)) (local.get $f)))

  ;; Means of 2 x 2 bytes at four places of a plane, times 1024, by the weights above: across, and of the lower row.
  (func $mean (param $plane i32) (param $stride i32) (param $places v128) (param $across v128) (param $down v128) (result v128)
    (local $above v128) (local $below v128) (local $low v128) (local $high v128)
    (local $at i32) (local $v v128)
    (local.set $at (i32.add (local.get $plane) (i32x4.extract_lane 0 (local.get $places))))
    (local.set $v (v128.load16_lane 0 (local.get $at) (local.get $v)))
    (local.set $v (v128.load16_lane 1 (i32.add (local.get $at) (local.get $stride)) (local.get $v)))
    (local.set $at (i32.add (local.get $plane) (i32x4.extract_lane 1 (local.get $places))))
    (local.set $v (v128.load16_lane 2 (local.get $at) (local.get $v)))
    (local.set $v (v128.load16_lane 3 (i32.add (local.get $at) (local.get $stride)) (local.get $v)))
    (local.set $at (i32.add (local.get $plane) (i32x4.extract_lane 2 (local.get $places))))
    (local.set $v (v128.load16_lane 4 (local.get $at) (local.get $v)))
    (local.set $v (v128.load16_lane 5 (i32.add (local.get $at) (local.get $stride)) (local.get $v)))
    (local.set $at (i32.add (local.get $plane) (i32x4.extract_lane 3 (local.get $places))))
    (local.set $v (v128.load16_lane 6 (local.get $at) (local.get $v)))
    (local.set $v (v128.load16_lane 7 (i32.add (local.get $at) (local.get $stride)) (local.get $v)))
    (local.set $below (i16x8.mul (local.get $across) (local.get $down)))
    (local.set $above (i16x8.mul (local.get $across) (i16x8.sub (i16x8.splat (i32.const 32)) (local.get $down))))
    (local.set $low (i32x4.dot_i16x8_s
      (i16x8.extend_low_i8x16_u (local.get $v))
      (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $above) (local.get $below))))
    (local.set $high (i32x4.dot_i16x8_s
      (i16x8.extend_high_i8x16_u (local.get $v))
      (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $above) (local.get $below))))
    (i32x4.add
      (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $low) (local.get $high))
      (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $low) (local.get $high))))

  ;; Four coordinates in 32nds of a pixel, rounded: $from + ($i, ...) * $step. Made positive by 2^24 before they are truncated.
  (func $coordinates (param $from f64) (param $step f64) (param $i i32) (result v128)
    (local $first v128) (local $scale v128) (local $half v128)
    (local.set $first (f64x2.convert_low_i32x4_s (i32x4.add (i32x4.splat (local.get $i)) (v128.const i32x4 0 1 0 0))))
    (local.set $scale (f64x2.splat (f64.const 32)))
    (local.set $half (f64x2.splat (f64.const 16777216.5)))
    (i32x4.sub
      (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
        (i32x4.trunc_sat_f64x2_s_zero (f64x2.add (f64x2.mul (f64x2.add (f64x2.splat (local.get $from))
          (f64x2.mul (local.get $first) (f64x2.splat (local.get $step)))) (local.get $scale)) (local.get $half)))
        (i32x4.trunc_sat_f64x2_s_zero (f64x2.add (f64x2.mul (f64x2.add (f64x2.splat (local.get $from))
          (f64x2.mul (f64x2.add (local.get $first) (f64x2.splat (f64.const 2))) (f64x2.splat (local.get $step))))
          (local.get $scale)) (local.get $half))))
      (i32x4.splat (i32.const 16777216))))

  ;; Between 0 and $most
  (func $within (param $v v128) (param $most i32) (result v128)
    (i32x4.max_s (i32x4.min_s (local.get $v) (i32x4.splat (local.get $most))) (v128.const i64x2 0 0)))

  ;; Parts of 2^20 to ($gain * byte + $bias) / 255
  (func $number (param $v v128) (param $gain f32) (param $bias f32) (result v128)
    (f32x4.div
      (f32x4.add
        (f32x4.mul
          (f32x4.convert_i32x4_s (call $within (i32x4.shr_s (local.get $v) (i32.const 20)) (i32.const 255)))
          (f32x4.splat (local.get $gain)))
        (f32x4.splat (local.get $bias)))
      (f32x4.splat (f32.const 255))))

  ;; A turned square of a 4:2:0 picture, $size x $size samples (a multiple of four) from ($left, $top) on, with steps of
  ;; ($stepX, $stepY) along its rows, as three planes of numbers. The planes $y, $u and $v begin where their first rows would lie.
  ;; $light to $bu are the conversion to red, green and blue in parts of 1024.
  (func (export "crop")
    (param $y i32) (param $u i32) (param $v i32) (param $width i32) (param $height i32)
    (param $left f64) (param $top f64) (param $stepX f64) (param $stepY f64) (param $size i32) (param $to i32)
    (param $light i32) (param $dark i32) (param $rv i32) (param $gu i32) (param $gv i32) (param $bu i32)
    (param $gain f32) (param $bias f32)
    (local $row i32) (local $i i32) (local $plane i32) (local $halfWidth i32) (local $halfHeight i32)
    (local $fromX f64) (local $fromY f64) (local $down f64)
    (local $px v128) (local $py v128) (local $column v128) (local $line v128)
    (local $l v128) (local $du v128) (local $dv v128)
    (local.set $plane (i32.shl (i32.mul (local.get $size) (local.get $size)) (i32.const 2)))
    (local.set $halfWidth (i32.shr_u (i32.add (local.get $width) (i32.const 1)) (i32.const 1)))
    (local.set $halfHeight (i32.shr_u (i32.add (local.get $height) (i32.const 1)) (i32.const 1)))
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $row) (local.get $size)))
      (local.set $down (f64.convert_i32_s (i32.sub (local.get $row) (i32.shr_u (local.get $size) (i32.const 1)))))
      (local.set $fromX (f64.sub (local.get $left) (f64.mul (local.get $down) (local.get $stepY))))
      (local.set $fromY (f64.add (local.get $top) (f64.mul (local.get $down) (local.get $stepX))))
      (local.set $i (i32.const 0))
      (loop $four
        (local.set $px (call $within (call $coordinates (local.get $fromX) (local.get $stepX) (local.get $i))
          (i32.shl (i32.sub (local.get $width) (i32.const 1)) (i32.const 5))))
        (local.set $py (call $within (call $coordinates (local.get $fromY) (local.get $stepY) (local.get $i))
          (i32.shl (i32.sub (local.get $height) (i32.const 1)) (i32.const 5))))
        ;; The last pixel is reached from its neighbour with a weight of 32.
        (local.set $column (call $within (i32x4.shr_s (local.get $px) (i32.const 5)) (i32.sub (local.get $width) (i32.const 2))))
        (local.set $line (call $within (i32x4.shr_s (local.get $py) (i32.const 5)) (i32.sub (local.get $height) (i32.const 2))))
        (local.set $l (i32x4.sub
          (i32x4.mul
            (call $mean (local.get $y) (local.get $width)
              (i32x4.add (i32x4.dot_i16x8_s (local.get $line) (i32x4.splat (local.get $width))) (local.get $column))
              (call $across (i32x4.sub (local.get $px) (i32x4.shl (local.get $column) (i32.const 5))))
              (call $down (i32x4.sub (local.get $py) (i32x4.shl (local.get $line) (i32.const 5)))))
            (i32x4.splat (local.get $light)))
          (i32x4.splat (local.get $dark))))
        ;; Chroma is sited on the even columns and between the rows.
        (local.set $px (call $within (i32x4.shr_s (local.get $px) (i32.const 1))
          (i32.shl (i32.sub (local.get $halfWidth) (i32.const 1)) (i32.const 5))))
        (local.set $py (call $within
          (i32x4.shr_s (i32x4.sub (local.get $py) (i32x4.splat (i32.const 16))) (i32.const 1))
          (i32.shl (i32.sub (local.get $halfHeight) (i32.const 1)) (i32.const 5))))
        (local.set $column
          (call $within (i32x4.shr_s (local.get $px) (i32.const 5)) (i32.sub (local.get $halfWidth) (i32.const 2))))
        (local.set $line
          (call $within (i32x4.shr_s (local.get $py) (i32.const 5)) (i32.sub (local.get $halfHeight) (i32.const 2))))
        (local.set $px (call $across (i32x4.sub (local.get $px) (i32x4.shl (local.get $column) (i32.const 5)))))
        (local.set $py (call $down (i32x4.sub (local.get $py) (i32x4.shl (local.get $line) (i32.const 5)))))
        (local.set $column (i32x4.add (i32x4.dot_i16x8_s (local.get $line) (i32x4.splat (local.get $halfWidth))) (local.get $column)))
        (local.set $du (i32x4.sub
          (call $mean (local.get $u) (local.get $halfWidth) (local.get $column) (local.get $px) (local.get $py))
          (i32x4.splat (i32.const 131072))))
        (local.set $dv (i32x4.sub
          (call $mean (local.get $v) (local.get $halfWidth) (local.get $column) (local.get $px) (local.get $py))
          (i32x4.splat (i32.const 131072))))
        (v128.store (local.get $to)
          (call $number
            (i32x4.add (local.get $l) (i32x4.mul (local.get $dv) (i32x4.splat (local.get $rv))))
            (local.get $gain) (local.get $bias)))
        (v128.store (i32.add (local.get $to) (local.get $plane))
          (call $number
            (i32x4.sub
              (i32x4.sub (local.get $l) (i32x4.mul (local.get $du) (i32x4.splat (local.get $gu))))
              (i32x4.mul (local.get $dv) (i32x4.splat (local.get $gv))))
            (local.get $gain) (local.get $bias)))
        (v128.store (i32.add (local.get $to) (i32.shl (local.get $plane) (i32.const 1)))
          (call $number
            (i32x4.add (local.get $l) (i32x4.mul (local.get $du) (i32x4.splat (local.get $bu))))
            (local.get $gain) (local.get $bias)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $i (i32.add (local.get $i) (i32.const 4)))
        (br_if $four (i32.lt_s (local.get $i) (local.get $size))))
      (local.set $row (i32.add (local.get $row) (i32.const 1)))
      (br $rows)))))
